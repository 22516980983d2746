package io.github.magiconion4j.internal.invocation;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Parameter;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.results.Caller;
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
 * A method that the other side calls: reads the arguments, invokes the method, and writes
 * the result. Thread-safe.
 */
public final class LocalMethod {

	private final ContractMethod contract;

	private final BodyCodec<@Nullable Object[]> arguments;

	private final BodyCodec<Object> result;

	private final MethodHandle handle;

	/** {@code null} if the result is there when the method returns. */
	private final @Nullable LaterResult later;

	/**
	 * Prepares a method to be called.
	 * @param contract the method
	 * @param serializer reads arguments, and writes results
	 * @throws IllegalArgumentException if one of the types cannot be serialized
	 */
	public LocalMethod(ContractMethod contract, HubSerializer serializer) {
		this.contract = contract;
		this.arguments = serializer.arguments(contract.parameterTypes(), contract.parameters(), Direction.READ);
		this.result = serializer.value(contract.resultType(), contract.method(), Direction.WRITE);
		this.handle = contract.handle();
		this.later = LaterResult.of(contract.method());
	}

	/**
	 * The method.
	 * @return its contract
	 */
	public ContractMethod contract() {
		return this.contract;
	}

	/**
	 * Calls the method.
	 * @param target the object
	 * @param body the arguments' bytes
	 * @param caller for whom it is called
	 * @param reply receives the outcome, on the thread that completes the call
	 * @return a stage that completes after the reply, never exceptionally; {@code null}
	 * if the reply has been made
	 */
	public @Nullable CompletionStage<?> call(Object target, Slice body, Caller caller, Reply reply) {
		try {
			@Nullable Object[] values = arguments(body);
			if (this.later != null) {
				return reply.when(this.later.call(this.handle, target, values, caller));
			}
			reply.now(this.handle.invoke(target, values));
		}
		catch (Throwable ex) { // an exception of user code fails only this call
			reply.failed(CallStatus.cause(ex));
		}
		return null;
	}

	/**
	 * Invokes the method.
	 * @param target the object
	 * @param values the arguments
	 * @param caller for whom it is called
	 * @return a stage with the result or the failure; nothing is thrown
	 */
	@SuppressWarnings("unchecked") // the type of the result does not matter here
	public CompletionStage<@Nullable Object> invoke(Object target, @Nullable Object[] values, Caller caller) {
		try {
			return (this.later != null)
					? (CompletionStage<@Nullable Object>) this.later.call(this.handle, target, values, caller)
					: CompletableFuture.completedFuture(this.handle.invoke(target, values));
		}
		catch (Throwable ex) { // user code failed
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Reads the arguments of a call.
	 * @param body their bytes
	 * @return the arguments
	 * @throws HubStatusException with INVALID_ARGUMENT and the parameter, if the bytes
	 * are not what the method takes
	 * @throws IllegalStateException if no such arguments can be read
	 */
	public @Nullable Object[] arguments(Slice body) {
		try {
			return Objects.requireNonNull(this.arguments.read(body.array(), body.offset(), body.length()));
		}
		catch (UnreadableBodyException ex) {
			throw new HubStatusException(Status.Code.INVALID_ARGUMENT, describe(ex), SafeException.of(ex));
		}
		catch (IOException ex) {
			throw new IllegalStateException("The arguments of " + this.contract.name() + " cannot be read",
					SafeException.of(ex));
		}
	}

	/** {@code JoinAsync, parameter 2 (user): expected String, found nil}. */
	private String describe(UnreadableBodyException failure) {
		if (failure.argument() < 0) {
			return this.contract.name() + ", arguments: " + failure.problem();
		}
		Parameter parameter = this.contract.method().getParameters()[failure.argument()];
		return this.contract.name() + ", parameter " + (failure.argument() + 1)
				+ (parameter.isNamePresent() ? " (" + parameter.getName() + ")" : "") + ": " + failure.problem();
	}

	/**
	 * Writes the result of a call.
	 * @param value the result
	 * @param message the message whose body it is
	 * @throws IllegalStateException if it cannot be written
	 */
	public void writeResult(@Nullable Object value, MessageBuffer message) {
		try {
			this.result.write(value, message);
		}
		catch (IOException ex) {
			throw new IllegalStateException("The result of " + this.contract.name() + " cannot be written",
					SafeException.of(ex));
		}
	}

}
