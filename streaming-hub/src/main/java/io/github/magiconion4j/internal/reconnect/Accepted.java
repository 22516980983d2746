package io.github.magiconion4j.internal.reconnect;

import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * How connecting came out.
 *
 * @param failure why it failed; {@code null} if it did not
 */
public record Accepted(@Nullable StatusRuntimeException failure) {

}
