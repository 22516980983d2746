/**
 * Tests of the hubs of a Spring Boot application, without its server.
 */
@NullMarked
package io.github.magiconion4j.testing.autoconfigure;

import org.jspecify.annotations.NullMarked;
