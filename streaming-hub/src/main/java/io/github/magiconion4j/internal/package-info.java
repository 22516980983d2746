/**
 * Packages below this one are no API: they may change in any version.
 */
@NullMarked
package io.github.magiconion4j.internal;

import org.jspecify.annotations.NullMarked;
