package io.github.magiconion4j.server;

import java.io.IOException;
import java.util.UUID;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.protocol.MessageBuffer;
import io.github.magiconion4j.protocol.Slice;
import io.github.magiconion4j.serialization.BodyCodec;
import io.github.magiconion4j.serialization.HubSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A receiver method, ready to be called on a client.
 *
 * @param contract what it is
 * @param arguments writes its arguments
 * @param result reads its result
 */
record ReceiverMethod(ContractMethod contract, BodyCodec<@Nullable Object[]> arguments, BodyCodec<Object> result) {

	static ReceiverMethod of(ContractMethod contract, HubSerializer serializer) {
		return new ReceiverMethod(contract, serializer.arguments(contract.parameterTypes()),
				serializer.value(contract.resultType()));
	}

	boolean hasResult() {
		return this.contract.answer() != ContractMethod.Answer.NONE;
	}

	/** A call that nobody answers. */
	byte[] broadcast(@Nullable Object @Nullable [] values) {
		return finish(MessageBuffer.broadcast(this.contract.id()), values);
	}

	/** A call that is answered under this id. */
	byte[] request(UUID id, @Nullable Object @Nullable [] values) {
		return finish(MessageBuffer.clientResultRequest(id, this.contract.id()), values);
	}

	@Nullable Object readResult(Slice body) throws IOException {
		return this.result.read(body.array(), body.offset(), body.length());
	}

	private byte[] finish(MessageBuffer message, @Nullable Object @Nullable [] values) {
		try {
			this.arguments.write(values, message);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("The arguments of " + this.contract.name() + " cannot be written", ex);
		}
		return message.toBytes();
	}

}
