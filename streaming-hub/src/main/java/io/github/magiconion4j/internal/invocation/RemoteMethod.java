package io.github.magiconion4j.internal.invocation;

import java.io.IOException;
import java.lang.reflect.Array;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.contract.ContractMethod.Answer;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.results.LaterResult;
import io.github.magiconion4j.internal.text.SafeException;
import io.github.magiconion4j.protocol.MessageBuffer;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.serialization.BodyCodec;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.HubSerializer.Direction;
import io.github.magiconion4j.serialization.UnreadableBodyException;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A method that this side calls on the other: writes calls, and reads their results.
 * Thread-safe.
 */
public final class RemoteMethod {

	private final ContractMethod contract;

	private final BodyCodec<@Nullable Object[]> arguments;

	private final BodyCodec<Object> result;

	/** {@code null} if the result is there when the method returns. */
	private final @Nullable LaterResult later;

	/**
	 * Prepares calls of a method.
	 * @param contract the method
	 * @param serializer writes arguments, and reads results
	 * @throws IllegalArgumentException if one of the types cannot be serialized
	 */
	public RemoteMethod(ContractMethod contract, HubSerializer serializer) {
		this.contract = contract;
		this.arguments = serializer.arguments(contract.parameterTypes(), contract.parameters(), Direction.WRITE);
		this.result = serializer.value(contract.resultType(), contract.method(), Direction.READ);
		this.later = LaterResult.of(contract.method());
	}

	/**
	 * Calls the method, as its proxy is called.
	 * @param target makes the call
	 * @param arguments what the Java method was called with; {@code null} for nothing
	 * @return what the Java method returns
	 */
	@Nullable Object call(RemoteProxies.Target target, @Nullable Object @Nullable [] arguments) {
		return (this.later == null) ? target.call(this, arguments) : this.later.give(arguments,
				(values) -> (CompletionStage<?>) Objects.requireNonNull(target.call(this, values)));
	}

	/**
	 * The method's id on the wire.
	 * @return the id
	 */
	public int id() {
		return this.contract.id();
	}

	/**
	 * The method's name on the wire.
	 * @return the name
	 */
	public String name() {
		return this.contract.name();
	}

	/**
	 * How the method returns its result.
	 * @return nothing, a value or a stage
	 */
	public Answer answer() {
		return this.contract.answer();
	}

	/**
	 * The return value of a call without an answer.
	 * @return {@code null}, zero, or a completed stage, depending on the return type
	 */
	public @Nullable Object absentResult() {
		if (answer() == Answer.LATER) {
			return CompletableFuture.completedFuture(null);
		}
		Class<?> type = this.contract.method().getReturnType();
		return (type.isPrimitive() && type != void.class) ? Array.get(Array.newInstance(type, 1), 0) : null;
	}

	/**
	 * Writes a call without an answer.
	 * @param values the arguments; {@code null} for none
	 * @return the message
	 * @throws IllegalArgumentException if the arguments cannot be written
	 */
	public byte[] oneWay(@Nullable Object @Nullable [] values) {
		return complete(MessageBuffer.broadcast(id()), values);
	}

	/**
	 * Writes a client's call that the server answers.
	 * @param messageId the number of the call
	 * @param values the arguments; {@code null} for none
	 * @return the message
	 * @throws IllegalArgumentException if the arguments cannot be written
	 */
	public byte[] request(int messageId, @Nullable Object @Nullable [] values) {
		return complete(MessageBuffer.response(messageId, id()), values);
	}

	/**
	 * Writes a server's call that the client answers.
	 * @param callId the id of the call
	 * @param values the arguments; {@code null} for none
	 * @return the message
	 * @throws IllegalArgumentException if the arguments cannot be written
	 */
	public byte[] request(UUID callId, @Nullable Object @Nullable [] values) {
		return complete(MessageBuffer.clientResultRequest(callId, id()), values);
	}

	private byte[] complete(MessageBuffer message, @Nullable Object @Nullable [] values) {
		try {
			this.arguments.write(values, message);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("The arguments of " + name() + " cannot be written",
					SafeException.of(ex));
		}
		return message.toBytes();
	}

	/**
	 * Reads the result of a call.
	 * @param body the result's bytes
	 * @return the result
	 * @throws HubStatusException with INTERNAL, if it cannot be read
	 */
	public @Nullable Object result(Slice body) {
		try {
			return this.result.read(body.array(), body.offset(), body.length());
		}
		catch (IOException ex) {
			String problem = (ex instanceof UnreadableBodyException unreadable) ? ": " + unreadable.problem() : ".";
			throw new HubStatusException(Status.Code.INTERNAL, "The result of " + name() + " cannot be read" + problem,
					SafeException.of(ex));
		}
	}

}
