package io.github.magiconion4j.server;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;

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

	HubMethod(ContractMethod contract, HubSerializer serializer) {
		this.contract = contract;
		this.arguments = serializer.arguments(contract.parameterTypes());
		this.result = serializer.value(contract.resultType());
		this.handle = handle(contract.method());
	}

	ContractMethod contract() {
		return this.contract;
	}

	BodyCodec<Object> result() {
		return this.result;
	}

	@Nullable Object invoke(Object hub, Slice body) throws Throwable {
		return this.handle.invoke(hub, arguments(body));
	}

	private @Nullable Object @Nullable [] arguments(Slice body) throws IOException {
		try {
			return this.arguments.read(body.array(), body.offset(), body.length());
		}
		catch (UnreadableBodyException ex) {
			throw (HubStatusException) new HubStatusException(Status.Code.INVALID_ARGUMENT.value(), describe(ex))
				.initCause(ex);
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

	private static MethodHandle handle(Method method) {
		try {
			method.setAccessible(true); // the interface need not be public
			return MethodHandles.lookup().unreflect(method).asSpreader(Object[].class, method.getParameterCount());
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
