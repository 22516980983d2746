package io.github.magiconion4j.client;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.serialization.BodyCodec;
import io.github.magiconion4j.serialization.HubSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A receiver method, ready to be called.
 */
final class ReceiverMethod {

	private static final @Nullable Object[] NO_ARGUMENTS = {};

	private final ContractMethod contract;

	private final BodyCodec<@Nullable Object[]> arguments;

	private final BodyCodec<Object> result;

	private final MethodHandle handle;

	ReceiverMethod(ContractMethod contract, HubSerializer serializer) {
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

	@Nullable Object invoke(Object receiver, Slice body) throws Throwable {
		// As in C#, nobody looks at a body for nothing.
		@Nullable Object[] values = this.contract.parameterTypes().isEmpty() ? NO_ARGUMENTS
				: this.arguments.read(body.array(), body.offset(), body.length());
		return this.handle.invoke(receiver, values);
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
