package io.github.magiconion4j.protocol;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A message from a server to a client.
 */
public sealed interface ServerMessage {

	/**
	 * Encodes the message, integers in their shortest form.
	 * @return a new array
	 */
	byte[] encode();

	/**
	 * The first message of a connection, {@code [-1, 0, 12]}. It makes proxies forward
	 * the headers that they hold back until there is a body. It looks like the response
	 * to an unknown call, so clients ignore it.
	 * @return the marker
	 */
	static ServerMessage marker() {
		return new Response(ClientMessage.Request.NO_RESPONSE, 0, Slice.of((byte) 12));
	}

	/**
	 * Decodes a message. Its kind depends on the length of the outer array and, if that
	 * is 5, on the first element.
	 * @param bytes the message without the 5-byte gRPC prefix; do not change the array
	 * afterwards, since bodies are slices of it
	 * @return the message
	 * @throws MalformedMessageException if the bytes are not a message
	 */
	static ServerMessage decode(byte[] bytes) {
		MessageReader reader = new MessageReader(bytes);
		int length = reader.array();
		return switch (length) {
			case 2 -> new Broadcast(reader.int32(), reader.rest());
			case 3 -> new Response(reader.int32(), reader.int32(), reader.rest());
			case 4 -> new ErrorResponse(reader.int32(), reader.int32(), reader.string(), reader.string());
			case 5 -> decodeTyped(reader);
			default -> throw new MalformedMessageException("an array of " + length + " is not a server message", 0);
		};
	}

	private static ServerMessage decodeTyped(MessageReader reader) {
		int at = reader.position();
		int type = reader.uint8();
		return switch (type) {
			case MessageTypes.CLIENT_RESULT -> {
				reader.skip();
				yield new ClientResultRequest(reader.guid(), reader.int32(), reader.rest());
			}
			case MessageTypes.SERVER_HEARTBEAT -> {
				short sequence = reader.int16();
				long sentAt = reader.int64();
				reader.nil();
				yield new ServerHeartbeat(sequence, sentAt, reader.rest());
			}
			case MessageTypes.CLIENT_HEARTBEAT -> new ClientHeartbeatResponse(reader.int16(), reader.int64());
			default -> throw new MalformedMessageException("unknown type " + type + " of a server's message", at);
		};
	}

	/**
	 * A call of a receiver method that returns nothing.
	 *
	 * @param methodId the receiver method
	 * @param body the arguments
	 */
	record Broadcast(int methodId, Slice body) implements ServerMessage {

		@Override
		public byte[] encode() {
			return MessageBuffer.broadcast(this.methodId).raw(this.body).toBytes();
		}

	}

	/**
	 * The answer to a call.
	 *
	 * @param messageId the number of the call
	 * @param methodId the method, from which C# clients derive the type of the result
	 * @param body the result, nil for none
	 */
	record Response(int messageId, int methodId, Slice body) implements ServerMessage {

		@Override
		public byte[] encode() {
			return MessageBuffer.response(this.messageId, this.methodId).raw(this.body).toBytes();
		}

	}

	/**
	 * The answer to a call that failed.
	 *
	 * @param messageId the number of the call
	 * @param statusCode the status code
	 * @param detail the detail of the status
	 * @param message more text, normally nil
	 */
	record ErrorResponse(int messageId, int statusCode, @Nullable String detail,
			@Nullable String message) implements ServerMessage {

		@Override
		public byte[] encode() {
			return new MessageBuffer().array(4)
				.integer(this.messageId)
				.integer(this.statusCode)
				.string(this.detail)
				.string(this.message)
				.toBytes();
		}

	}

	/**
	 * A call of a receiver method that the server waits for.
	 *
	 * @param id the id of this request
	 * @param methodId the receiver method
	 * @param body the arguments
	 */
	record ClientResultRequest(UUID id, int methodId, Slice body) implements ServerMessage {

		@Override
		public byte[] encode() {
			return MessageBuffer.clientResultRequest(this.id, this.methodId).raw(this.body).toBytes();
		}

	}

	/**
	 * A server's heartbeat.
	 *
	 * @param sequence its sequence
	 * @param serverSentAt milliseconds since 1970-01-01 UTC by the server's clock
	 * @param metadata raw bytes to the end of the message, nil for none; they need not be
	 * MessagePack
	 */
	record ServerHeartbeat(short sequence, long serverSentAt, Slice metadata) implements ServerMessage {

		@Override
		public byte[] encode() {
			// Encoded by hand: it is the most frequent message, and this allocates
			// nothing but its bytes.
			int fields = 3 + Integers.size(this.sequence) + Integers.size(this.serverSentAt);
			byte[] bytes = new byte[fields + this.metadata.length()];
			bytes[0] = (byte) 0x95;
			bytes[1] = MessageTypes.SERVER_HEARTBEAT;
			int at = Integers.write(this.sequence, bytes, 2);
			at = Integers.write(this.serverSentAt, bytes, at);
			bytes[at++] = (byte) MessageReader.NIL;
			System.arraycopy(this.metadata.array(), this.metadata.offset(), bytes, at, this.metadata.length());
			return bytes;
		}

	}

	/**
	 * The answer to a client's heartbeat. (C# appends a copy of the heartbeat's last
	 * element after the array; readers ignore it.)
	 *
	 * @param sequence the sequence of that heartbeat
	 * @param clientSentAt the echoed time of that heartbeat
	 */
	record ClientHeartbeatResponse(short sequence, long clientSentAt) implements ServerMessage {

		@Override
		public byte[] encode() {
			return new MessageBuffer().array(5)
				.integer(MessageTypes.CLIENT_HEARTBEAT)
				.integer(this.sequence)
				.integer(this.clientSentAt)
				.nil()
				.nil()
				.toBytes();
		}

	}

}
