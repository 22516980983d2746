/**
 * Spring Boot auto-configuration of hubs and their heartbeats.
 */
@NullMarked
package io.github.magiconion4j.autoconfigure;

import org.jspecify.annotations.NullMarked;
