/**
 * The application that real peers are tested against.
 */
@NullMarked
package io.github.magiconion4j.interop.server;

import org.jspecify.annotations.NullMarked;
