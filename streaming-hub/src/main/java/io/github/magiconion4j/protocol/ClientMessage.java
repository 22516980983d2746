package io.github.magiconion4j.protocol;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A message from a client to a server.
 */
public sealed interface ClientMessage {

	/**
	 * Encodes the message, integers in their shortest form.
	 * @return a new array
	 */
	byte[] encode();

	/**
	 * Decodes a message. Its kind depends on the length of the outer array and, if that
	 * is 4, on the first element.
	 * @param bytes the message without the 5-byte gRPC prefix; do not change the array
	 * afterwards, since bodies are slices of it
	 * @return the message
	 * @throws MalformedMessageException if the bytes are not a message
	 */
	static ClientMessage decode(byte[] bytes) {
		MessageReader reader = new MessageReader(bytes);
		int length = reader.array();
		return switch (length) {
			case 2 -> new FireAndForget(reader.int32(), reader.rest());
			case 3 -> new Request(reader.int32(), reader.int32(), reader.rest());
			case 4 -> decodeTyped(reader);
			default -> throw new MalformedMessageException("an array of " + length + " is not a client message", 0);
		};
	}

	private static ClientMessage decodeTyped(MessageReader reader) {
		int at = reader.position();
		int type = reader.uint8();
		return switch (type) {
			case MessageTypes.CLIENT_RESULT -> new ClientResult(reader.guid(), reader.int32(), reader.rest());
			case MessageTypes.CLIENT_RESULT_ERROR -> {
				UUID id = reader.guid();
				int methodId = reader.int32();
				int partsAt = reader.position();
				int parts = reader.array();
				if (parts != 3) {
					throw new MalformedMessageException("the error of a client result has 3 parts, not " + parts,
							partsAt);
				}
				yield new ClientResultError(id, methodId, reader.int32(), reader.string(), reader.string());
			}
			case MessageTypes.CLIENT_HEARTBEAT -> new ClientHeartbeat(reader.int16(), reader.int64(), reader.rest());
			// Only the sequence is required; anything may follow.
			case MessageTypes.SERVER_HEARTBEAT -> new HeartbeatAck(reader.int16(), reader.int64(0));
			default -> throw new MalformedMessageException("unknown type " + type + " of a client's message", at);
		};
	}

	/**
	 * A call that the client waits for.
	 *
	 * @param messageId the number of the call; -1 if no response is wanted
	 * @param methodId the method
	 * @param body the arguments
	 */
	record Request(int messageId, int methodId, Slice body) implements ClientMessage {

		/** The message id of a call that wants no response. */
		public static final int NO_RESPONSE = -1;

		@Override
		public byte[] encode() {
			return MessageBuffer.response(this.messageId, this.methodId).raw(this.body).toBytes();
		}

	}

	/**
	 * A call without a response.
	 *
	 * @param methodId the method
	 * @param body the arguments
	 */
	record FireAndForget(int methodId, Slice body) implements ClientMessage {

		@Override
		public byte[] encode() {
			return MessageBuffer.broadcast(this.methodId).raw(this.body).toBytes();
		}

	}

	/**
	 * What a receiver method returned.
	 *
	 * @param id the id of the server's request
	 * @param methodId the receiver method
	 * @param body the result, nil for none
	 */
	record ClientResult(UUID id, int methodId, Slice body) implements ClientMessage {

		@Override
		public byte[] encode() {
			return new MessageBuffer().array(4)
				.integer(MessageTypes.CLIENT_RESULT)
				.guid(this.id)
				.integer(this.methodId)
				.raw(this.body)
				.toBytes();
		}

	}

	/**
	 * How a receiver method failed.
	 *
	 * @param id the id of the server's request
	 * @param methodId the receiver method
	 * @param statusCode the status code
	 * @param detail C#: the text of the exception
	 * @param message C#: the exception with its stack trace
	 */
	record ClientResultError(UUID id, int methodId, int statusCode, @Nullable String detail,
			@Nullable String message) implements ClientMessage {

		@Override
		public byte[] encode() {
			return new MessageBuffer().array(4)
				.integer(MessageTypes.CLIENT_RESULT_ERROR)
				.guid(this.id)
				.integer(this.methodId)
				.array(3)
				.integer(this.statusCode)
				.string(this.detail)
				.string(this.message)
				.toBytes();
		}

	}

	/**
	 * The acknowledgement of a server's heartbeat.
	 *
	 * @param sequence the sequence of that heartbeat
	 * @param serverSentAt the echoed time of that heartbeat; 0 if the client sent none
	 */
	record HeartbeatAck(short sequence, long serverSentAt) implements ClientMessage {

		@Override
		public byte[] encode() {
			return new MessageBuffer().array(4)
				.integer(MessageTypes.SERVER_HEARTBEAT)
				.integer(this.sequence)
				.integer(this.serverSentAt)
				.nil()
				.toBytes();
		}

	}

	/**
	 * A client's own heartbeat.
	 *
	 * @param sequence its sequence
	 * @param clientSentAt milliseconds of a client's clock
	 * @param extra the remaining bytes, normally one nil
	 */
	record ClientHeartbeat(short sequence, long clientSentAt, Slice extra) implements ClientMessage {

		@Override
		public byte[] encode() {
			return new MessageBuffer().array(4)
				.integer(MessageTypes.CLIENT_HEARTBEAT)
				.integer(this.sequence)
				.integer(this.clientSentAt)
				.raw(this.extra)
				.toBytes();
		}

	}

}
