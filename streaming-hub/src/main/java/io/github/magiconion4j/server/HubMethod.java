package io.github.magiconion4j.server;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.Objects;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.serialization.BodyCodec;
import io.github.magiconion4j.serialization.HubSerializer;
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
		return Objects.requireNonNull(this.arguments.read(body.array(), body.offset(), body.length()));
	}

	@Nullable Object invoke(Object hub, @Nullable Object[] arguments) throws Throwable {
		return this.handle.invoke(hub, arguments);
	}

}
