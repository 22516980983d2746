/**
 * The application that is tested against real peers.
 */
@NullMarked
package io.github.magiconion4j.interop.server;

import org.jspecify.annotations.NullMarked;
