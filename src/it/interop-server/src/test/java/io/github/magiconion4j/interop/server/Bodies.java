package io.github.magiconion4j.interop.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;

/**
 * Arguments of calls.
 */
final class Bodies {

	private Bodies() {
	}

	/** One or several strings. */
	static byte[] text(String... texts) {
		return pack((packer) -> {
			if (texts.length > 1) {
				packer.packArrayHeader(texts.length);
			}
			for (String text : texts) {
				packer.packString(text);
			}
		});
	}

	static byte[] bytes(byte[] bytes) {
		return pack((packer) -> packer.packBinaryHeader(bytes.length).addPayload(bytes));
	}

	private static byte[] pack(Content content) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (MessagePacker packer = MessagePack.newDefaultPacker(bytes)) {
			content.write(packer);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	@FunctionalInterface
	private interface Content {

		void write(MessagePacker packer) throws IOException;

	}

}
