package io.github.magiconion4j.protocol;

import io.github.magiconion4j.protocol.ServerMessage.ErrorResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.magiconion4j.protocol.Direction.bytes;
import static org.assertj.core.api.Assertions.assertThat;

class StringsTest {

	@ParameterizedTest(name = "{0} bytes")
	@CsvSource({ "0, a0", "1, a1", "31, bf", "32, d9 20", "255, d9 ff", "256, da 01 00", "65535, da ff ff",
			"65536, db 00 01 00 00", "16777217, db 01 00 00 01" })
	void shortestHeader(int length, String header) {
		String text = "x".repeat(length);
		ErrorResponse message = new ErrorResponse(1, 2, text, text);
		byte[] encoded = message.encode();
		assertThat(encoded).startsWith(bytes("94 01 02" + header)).hasSize(3 + 2 * (bytes(header).length + length));
		assertThat(ServerMessage.decode(encoded)).isEqualTo(message);
	}

	@Test
	void lengthCountsBytesOfUtf8() {
		ErrorResponse message = new ErrorResponse(1, 2, "한글 \ud83c\udfae", null);
		assertThat(message.encode()).isEqualTo(bytes("94 01 02 ab ed 95 9c ea b8 80 20 f0 9f 8e ae c0"));
		assertThat(ServerMessage.decode(message.encode())).isEqualTo(message);
	}

}
