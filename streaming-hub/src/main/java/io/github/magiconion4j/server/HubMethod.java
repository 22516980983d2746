package io.github.magiconion4j.server;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Parameter;
import java.util.Objects;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.serialization.BodyCodec;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.UnreadableBodyException;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A hub method, ready to be called.
 */
final class HubMethod {

	private final ContractMethod contract;

	private final BodyCodec<@Nullable Object[]> arguments;

	private final BodyCodec<Object> result;

	private final MethodHandle handle;

	private final HubListener.Method listener;

	HubMethod(ContractMethod contract, HubSerializer serializer, HubListener listener) {
		this.contract = contract;
		this.listener = listener.method(contract.name());
		this.arguments = serializer.arguments(contract.parameterTypes());
		this.result = serializer.value(contract.resultType());
		this.handle = contract.handle();
	}

	ContractMethod contract() {
		return this.contract;
	}

	BodyCodec<Object> result() {
		return this.result;
	}

	HubListener.Method listener() {
		return this.listener;
	}

	@Nullable Object[] arguments(Slice body) throws IOException {
		try {
			return Objects.requireNonNull(this.arguments.read(body.array(), body.offset(), body.length()));
		}
		catch (UnreadableBodyException ex) {
			throw new HubStatusException(Status.Code.INVALID_ARGUMENT, describe(ex), ex);
		}
	}

	@Nullable Object invoke(Object hub, @Nullable Object[] arguments) throws Throwable {
		return this.handle.invoke(hub, arguments);
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

}
