package io.github.magiconion4j.hub;

/**
 * Marks a hub contract: an interface whose methods clients call. The counterpart of C#'s
 * {@code IStreamingHub<TSelf, TReceiver>}.
 * <p>
 * A method's wire name is its Java name with an upper-case first letter, as C# spells it:
 * {@code joinAsync} is {@code JoinAsync}. A method returns
 * {@link java.util.concurrent.CompletionStage} (C#'s {@code Task<T>} and
 * {@code ValueTask<T>}; {@code CompletionStage<Void>} for {@code Task}), a plain value,
 * or {@code void} (fire and forget: the client waits for no answer). It has at most 15
 * parameters.
 *
 * @param <R> the receiver: the interface whose methods the server calls on the client
 */
@SuppressWarnings("unused") // R is read by reflection
public interface StreamingHub<R> {

}
