/**
 * Benchmarks of the endpoint.
 */
@NullMarked
package io.github.magiconion4j.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
