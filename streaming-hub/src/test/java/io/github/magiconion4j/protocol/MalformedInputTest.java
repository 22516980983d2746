package io.github.magiconion4j.protocol;

import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any input either is a message or causes a {@link MalformedMessageException} that says
 * what is wrong and where; nothing else is thrown.
 */
class MalformedInputTest {

	private static final int RANDOM_INPUTS = 200_000;

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void everyPrefix(Example example) {
		for (int length = 0; length < example.bytes().length; length++) {
			decodeBothWays(example.prefix(length));
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void everyByteReplacedByEveryOther(Example example) {
		for (int at = 0; at < example.bytes().length; at++) {
			byte[] mutated = example.bytes();
			for (int value = 0; value <= 0xff; value++) {
				mutated[at] = (byte) value;
				decodeBothWays(mutated.clone());
			}
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void everyByteLeftOut(Example example) {
		byte[] whole = example.bytes();
		for (int at = 0; at < whole.length; at++) {
			byte[] shorter = example.prefix(whole.length - 1);
			System.arraycopy(whole, at + 1, shorter, at, shorter.length - at);
			decodeBothWays(shorter);
		}
	}

	@Test
	void randomBytes() {
		Random random = new Random(7_10_2);
		for (int i = 0; i < RANDOM_INPUTS; i++) {
			byte[] bytes = new byte[random.nextInt(48)];
			random.nextBytes(bytes);
			decodeBothWays(bytes);
		}
	}

	@Test
	void randomBytesThatBeginLikeAMessage() {
		Random random = new Random(7_10_2);
		byte[] types = { 0x00, 0x01, 0x7e, 0x7f };
		int decoded = 0;
		for (int i = 0; i < RANDOM_INPUTS; i++) {
			byte[] bytes = new byte[2 + random.nextInt(48)];
			random.nextBytes(bytes);
			bytes[0] = (byte) (0x92 + random.nextInt(4));
			bytes[1] = types[random.nextInt(types.length)];
			decoded += decodeBothWays(bytes);
		}
		assertThat(decoded).isBetween(RANDOM_INPUTS / 100, RANDOM_INPUTS);
	}

	static Stream<Example> examples() {
		return Examples.ALL.stream();
	}

	private static int decodeBothWays(byte[] bytes) {
		return (decodes(Direction.C2S, bytes) ? 1 : 0) + (decodes(Direction.S2C, bytes) ? 1 : 0);
	}

	/** Whether it is a message; any other exception fails the test. */
	private static boolean decodes(Direction direction, byte[] bytes) {
		try {
			Object message = direction.decode(bytes);
			assertThat(direction.decode(direction.encode(message))).isEqualTo(message);
			return true;
		}
		catch (MalformedMessageException ex) {
			assertThat(ex.offset()).isBetween(0, bytes.length);
			assertThat(ex.getMessage()).startsWith("Malformed StreamingHub message: ")
				.endsWith(" at byte " + ex.offset());
			return false;
		}
		catch (RuntimeException | Error ex) {
			throw new AssertionError(direction + " " + Example.hex(bytes) + ": " + ex, ex);
		}
	}

}
