/**
 * The contract between real peers and this library, and hubs that serve it.
 */
@NullMarked
package io.github.magiconion4j.interop.hubs;

import org.jspecify.annotations.NullMarked;
