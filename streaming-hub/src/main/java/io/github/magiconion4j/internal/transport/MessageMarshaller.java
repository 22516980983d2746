package io.github.magiconion4j.internal.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor;

/**
 * Passes messages through as byte arrays.
 */
enum MessageMarshaller implements MethodDescriptor.Marshaller<byte[]> {

	INSTANCE;

	@Override
	public InputStream stream(byte[] message) {
		return new MessageStream(message);
	}

	@Override
	public byte[] parse(InputStream stream) {
		try {
			if (!(stream instanceof KnownLength)) {
				return stream.readAllBytes();
			}
			// The message is complete, so its length is reliable. readNBytes(int) would
			// read it in chunks and copy them.
			byte[] message = new byte[stream.available()];
			int count = stream.readNBytes(message, 0, message.length);
			return (count == message.length) ? message : Arrays.copyOf(message, count);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Lets gRPC write the bytes directly, without a copy. */
	private static final class MessageStream extends ByteArrayInputStream implements Drainable, KnownLength {

		MessageStream(byte[] message) {
			super(message);
		}

		@Override
		public int drainTo(OutputStream target) throws IOException {
			int count = available();
			target.write(this.buf, this.pos, count);
			this.pos += count;
			return count;
		}

	}

}
