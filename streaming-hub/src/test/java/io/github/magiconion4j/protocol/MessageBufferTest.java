package io.github.magiconion4j.protocol;

import java.io.IOException;
import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static io.github.magiconion4j.protocol.Direction.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class MessageBufferTest {

	@Test
	void envelopeThenBody() throws IOException {
		try (MessageBuffer buffer = MessageBuffer.response(1, -733403293)) {
			buffer.write(bytes("cd 30 39"));
			assertThat(buffer.toBytes()).isEqualTo(bytes("93 01 d2 d4 49 27 63 cd 30 39"));
		}
		try (MessageBuffer buffer = MessageBuffer.broadcast(1994667803)) {
			buffer.write(0xc0);
			assertThat(buffer.toBytes()).isEqualTo(bytes("92 ce 76 e4 37 1b c0"));
		}
	}

	@Test
	void growsByteByByte() {
		MessageBuffer buffer = new MessageBuffer(1);
		byte[] expected = new byte[1000];
		for (int i = 0; i < expected.length; i++) {
			expected[i] = (byte) i;
			buffer.write(i);
		}
		assertThat(buffer.toBytes()).isEqualTo(expected);
	}

	@Test
	void growsByMuchAtOnce() {
		byte[] large = new byte[100_000];
		Arrays.fill(large, (byte) 7);
		MessageBuffer buffer = new MessageBuffer();
		buffer.write(1);
		buffer.write(large, 10, large.length - 10);
		assertThat(buffer.toBytes()).hasSize(large.length - 9).startsWith(1, 7, 7).endsWith(7, 7);
	}

	@Test
	void closingChangesNothing() {
		MessageBuffer buffer = new MessageBuffer();
		buffer.write(1);
		buffer.close();
		buffer.write(2);
		assertThat(buffer.toBytes()).isEqualTo(bytes("01 02"));
	}

	@Test
	void writesNothingOutsideOfTheSource() {
		MessageBuffer buffer = new MessageBuffer();
		assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> buffer.write(new byte[3], 2, 2));
		assertThat(buffer.toBytes()).isEmpty();
	}

}
