/**
 * The packages below this one are not part of the API: they may change in any version.
 */
@NullMarked
package io.github.magiconion4j.internal;

import org.jspecify.annotations.NullMarked;
