/**
 * The Actuator endpoint {@code streaminghubs}.
 */
@NullMarked
package io.github.magiconion4j.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
