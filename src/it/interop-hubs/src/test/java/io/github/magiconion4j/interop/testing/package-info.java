/**
 * Shared by the integration tests: processes, and the MagicOnion peer.
 */
@NullMarked
package io.github.magiconion4j.interop.testing;

import org.jspecify.annotations.NullMarked;
