package io.github.magiconion4j.protocol;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.github.magiconion4j.protocol.ClientMessage.ClientHeartbeat;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.protocol.ServerMessage.ClientHeartbeatResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.magiconion4j.protocol.Direction.bytes;
import static io.github.magiconion4j.protocol.Direction.slice;
import static org.assertj.core.api.Assertions.assertThat;

class IntegersTest {

	@ParameterizedTest(name = "{0} is {1}")
	@CsvSource({ "0, 00", "1, 01", "127, 7f", "128, cc 80", "255, cc ff", "256, cd 01 00", "32767, cd 7f ff",
			"32768, cd 80 00", "65535, cd ff ff", "65536, ce 00 01 00 00", "2147483647, ce 7f ff ff ff",
			"2147483648, ce 80 00 00 00", "4294967295, ce ff ff ff ff", "4294967296, cf 00 00 00 01 00 00 00 00",
			"9223372036854775807, cf 7f ff ff ff ff ff ff ff", "-1, ff", "-32, e0", "-33, d0 df", "-128, d0 80",
			"-129, d1 ff 7f", "-32768, d1 80 00", "-32769, d2 ff ff 7f ff", "-2147483648, d2 80 00 00 00",
			"-2147483649, d3 ff ff ff ff 7f ff ff ff", "-9223372036854775808, d3 80 00 00 00 00 00 00 00" })
	void shortestForm(long value, String hex) {
		byte[] expected = bytes(hex);
		byte[] target = new byte[expected.length + 2];
		assertThat(Integers.size(value)).isEqualTo(expected.length);
		assertThat(Integers.write(value, target, 1)).isEqualTo(1 + expected.length);
		assertThat(target).isEqualTo(bytes("00" + hex + "00"));
		assertThat(new MessageBuffer().integer(value).toBytes()).isEqualTo(expected);
	}

	@Test
	void roundTripOfLongs() {
		for (long value : boundaries()) {
			ServerMessage message = new ClientHeartbeatResponse((short) 0, value);
			assertThat(ServerMessage.decode(message.encode())).isEqualTo(message);
		}
	}

	@Test
	void roundTripOfInts() {
		for (long value : boundaries()) {
			ClientMessage message = new Request((int) value, (int) ~value, slice("c0"));
			assertThat(ClientMessage.decode(message.encode())).isEqualTo(message);
		}
	}

	@Test
	void roundTripOfEveryShort() {
		for (int value = Short.MIN_VALUE; value <= Short.MAX_VALUE; value++) {
			ClientMessage message = new ClientHeartbeat((short) value, 0, slice("c0"));
			assertThat(ClientMessage.decode(message.encode())).isEqualTo(message);
		}
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource({ "cc 05, 5", "cd 00 05, 5", "ce 00 00 00 05, 5", "cf 00 00 00 00 00 00 00 05, 5", "d0 05, 5",
			"d1 00 05, 5", "d2 00 00 00 05, 5", "d3 00 00 00 00 00 00 00 05, 5", "d0 ff, -1", "d1 ff ff, -1",
			"d2 ff ff ff ff, -1", "d3 ff ff ff ff ff ff ff ff, -1", "cd 7f ff, 32767", "ce 00 00 7f ff, 32767",
			"d2 00 00 7f ff, 32767", "d2 ff ff 80 00, -32768", "d3 ff ff ff ff ff ff 80 00, -32768" })
	void anyFormIsReadIfItsValueIsInRange(String hex, int value) {
		assertThat(ServerMessage.decode(bytes("95 7e " + hex + hex)))
			.isEqualTo(new ClientHeartbeatResponse((short) value, value));
		assertThat(ClientMessage.decode(bytes("93" + hex + hex))).isEqualTo(new Request(value, value, Slice.of()));
	}

	/** Around every power of two, with both signs. */
	private static List<Long> boundaries() {
		return IntStream.range(0, Long.SIZE)
			.mapToLong((bit) -> 1L << bit)
			.flatMap((power) -> LongStream.of(power - 1, power, power + 1, -power - 1, -power, -power + 1))
			.boxed()
			.toList();
	}

}
