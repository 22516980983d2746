package io.github.magiconion4j.internal.calls;

import java.util.function.Consumer;

import io.github.magiconion4j.internal.invocation.RemoteMethod;
import io.github.magiconion4j.internal.threads.Deadline;
import org.jspecify.annotations.Nullable;

/**
 * A call that is not answered yet.
 *
 * @param method the method
 * @param target receives the outcome; must not block
 * @param deadline the timeout; {@code null} for none
 */
record PendingCall(RemoteMethod method, Consumer<Outcome> target, @Nullable Deadline deadline) {

}
