package io.github.magiconion4j.protocol;

/**
 * The first element of the messages that have one (MagicOnion's
 * {@code StreamingHubMessageWriter.cs}).
 */
final class MessageTypes {

	static final int CLIENT_RESULT = 0x00;

	static final int CLIENT_RESULT_ERROR = 0x01;

	static final int CLIENT_HEARTBEAT = 0x7e;

	static final int SERVER_HEARTBEAT = 0x7f;

	private MessageTypes() {
	}

}
