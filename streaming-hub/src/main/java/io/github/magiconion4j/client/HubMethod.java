package io.github.magiconion4j.client;

import java.io.IOException;
import java.util.Objects;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.MessageBuffer;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.serialization.BodyCodec;
import io.github.magiconion4j.serialization.HubSerializer;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A hub method, ready to be called from afar.
 */
final class HubMethod {

	private final ContractMethod contract;

	private final BodyCodec<@Nullable Object[]> arguments;

	private final BodyCodec<Object> result;

	HubMethod(ContractMethod contract, HubSerializer serializer) {
		this.contract = contract;
		this.arguments = serializer.arguments(contract.parameterTypes());
		this.result = serializer.value(contract.resultType());
	}

	ContractMethod contract() {
		return this.contract;
	}

	/** A call that is answered. */
	byte[] request(int messageId, @Nullable Object @Nullable [] values) {
		return complete(MessageBuffer.response(messageId, this.contract.id()), values);
	}

	/** A call that is not. */
	byte[] fireAndForget(@Nullable Object @Nullable [] values) {
		return complete(MessageBuffer.broadcast(this.contract.id()), values);
	}

	private byte[] complete(MessageBuffer message, @Nullable Object @Nullable [] values) {
		try {
			this.arguments.write(values, message);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("The arguments of " + this.contract.name() + " cannot be written", ex);
		}
		return message.toBytes();
	}

	/**
	 * The result of a call.
	 * @throws HubStatusException if there is none, or it cannot be read
	 */
	@Nullable Object result(Outcome outcome) {
		Slice body = outcome.body();
		try {
			return this.result.read(body.array(), body.offset(), body.length());
		}
		catch (IOException ex) {
			throw new HubStatusException(Status.Code.INTERNAL, "The result of " + this.contract.name()
					+ " cannot be read: " + Objects.requireNonNullElse(ex.getMessage(), ex), ex);
		}
	}

}
