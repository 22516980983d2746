package io.github.magiconion4j.internal.transport;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.Random;

import com.sun.management.ThreadMXBean;
import io.grpc.KnownLength;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MessageMarshallerTest {

	private static final int MEGABYTE = 1 << 20;

	private static byte[] random(int length) {
		byte[] bytes = new byte[length];
		new Random(length).nextBytes(bytes);
		return bytes;
	}

	@Test
	void aLargeMessageOfKnownLengthIsCopiedOnce() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		byte[] body = random(MEGABYTE);
		InputStream stream = new KnownStream(body, MEGABYTE);
		long before = threads.getCurrentThreadAllocatedBytes();
		byte[] message = MessageMarshaller.INSTANCE.parse(stream);
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(message).isEqualTo(body);
		assertThat(allocated).isLessThan(MEGABYTE + MEGABYTE / 4);
	}

	@Test
	void aMessageOfAnyLengthIsReadWhole() {
		for (int length : new int[] { 0, 1, 8192, 8193, 100_000 }) {
			byte[] body = random(length);
			assertThat(MessageMarshaller.INSTANCE.parse(new KnownStream(body, length))).isEqualTo(body);
			assertThat(MessageMarshaller.INSTANCE.parse(new ByteArrayInputStream(body))).isEqualTo(body);
			assertThat(MessageMarshaller.INSTANCE.parse(MessageMarshaller.INSTANCE.stream(body))).isEqualTo(body);
		}
	}

	@Test
	void aMessageShorterThanItsLengthEndsThere() {
		byte[] body = random(10);
		assertThat(MessageMarshaller.INSTANCE.parse(new KnownStream(body, 20))).isEqualTo(body);
	}

	/** As gRPC delivers an uncompressed message. */
	private static final class KnownStream extends ByteArrayInputStream implements KnownLength {

		private final int length;

		KnownStream(byte[] bytes, int length) {
			super(bytes);
			this.length = length;
		}

		@Override
		public synchronized int available() {
			return this.length;
		}

	}

}
