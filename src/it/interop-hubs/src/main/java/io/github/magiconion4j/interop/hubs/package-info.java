/**
 * The contract that real peers and this library agree on, and hubs that serve it.
 */
@NullMarked
package io.github.magiconion4j.interop.hubs;

import org.jspecify.annotations.NullMarked;
