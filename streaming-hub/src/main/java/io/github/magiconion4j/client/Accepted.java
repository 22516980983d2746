package io.github.magiconion4j.client;

import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * How connecting came out.
 *
 * @param failure why it failed; {@code null} if it did not
 */
record Accepted(@Nullable StatusRuntimeException failure) {

}
