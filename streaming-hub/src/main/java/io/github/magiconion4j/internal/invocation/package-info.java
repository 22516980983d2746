/**
 * Calls of methods on the other side, and of methods on this side, the same for server
 * and client: arguments and results as bodies, exceptions as statuses.
 */
@NullMarked
package io.github.magiconion4j.internal.invocation;

import org.jspecify.annotations.NullMarked;
