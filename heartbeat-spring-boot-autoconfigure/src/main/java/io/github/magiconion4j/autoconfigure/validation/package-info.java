/**
 * Jakarta Bean Validation of the parameters of hub methods.
 */
@NullMarked
package io.github.magiconion4j.autoconfigure.validation;

import org.jspecify.annotations.NullMarked;
