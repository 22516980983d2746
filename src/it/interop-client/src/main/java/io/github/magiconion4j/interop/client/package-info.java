/**
 * The client that real peers are tested against, and a load.
 */
@NullMarked
package io.github.magiconion4j.interop.client;

import org.jspecify.annotations.NullMarked;
