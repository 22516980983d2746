package io.github.magiconion4j.internal.reconnect;

import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of connecting.
 *
 * @param failure why it failed; {@code null} for success
 */
public record Accepted(@Nullable StatusRuntimeException failure) {

}
