package io.github.magiconion4j.protocol;

import java.util.HexFormat;

/**
 * The direction of a message, named as in the recordings.
 */
enum Direction {

	C2S {

		@Override
		Object decode(byte[] bytes) {
			return ClientMessage.decode(bytes);
		}

		@Override
		byte[] encode(Object message) {
			return ((ClientMessage) message).encode();
		}

	},

	S2C {

		@Override
		Object decode(byte[] bytes) {
			return ServerMessage.decode(bytes);
		}

		@Override
		byte[] encode(Object message) {
			return ((ServerMessage) message).encode();
		}

	};

	abstract Object decode(byte[] bytes);

	abstract byte[] encode(Object message);

	Object decode(String hex) {
		return decode(bytes(hex));
	}

	static byte[] bytes(String hex) {
		return HexFormat.of().parseHex(hex.replace(" ", ""));
	}

	static Slice slice(String hex) {
		return Slice.of(bytes(hex));
	}

}
