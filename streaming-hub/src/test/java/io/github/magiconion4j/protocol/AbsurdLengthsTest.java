package io.github.magiconion4j.protocol;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

import com.sun.management.ThreadMXBean;
import io.github.magiconion4j.protocol.ServerMessage.ClientResultRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.protocol.Direction.C2S;
import static io.github.magiconion4j.protocol.Direction.S2C;
import static io.github.magiconion4j.protocol.Direction.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lengths that exceed the input by far: nothing is allocated for them, and depth needs no
 * stack.
 */
class AbsurdLengthsTest {

	/** Most of it is an exception with its stack trace. */
	private static final long LITTLE = 64 * 1024;

	private static final int DEPTH = 100_000;

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(textBlock = """
			C2S, dc ff ff
			C2S, dd ff ff ff ff
			C2S, dd 7f ff ff ff 01 02
			C2S, df ff ff ff ff
			C2S, c6 ff ff ff ff
			C2S, db 7f ff ff ff
			C2S, 94 00 db 7f ff ff ff 30
			C2S, 94 00 db ff ff ff ff 30
			C2S, 94 00 da ff ff 30
			C2S, 94 01 dd ff ff ff ff
			S2C, dd ff ff ff ff
			S2C, 94 01 0d db 7f ff ff ff 61
			S2C, 94 01 0d db ff ff ff ff 61
			S2C, 94 01 0d c0 db 7f ff ff ff
			S2C, 94 01 0d c0 db 80 00 00 00
			S2C, 95 00 c0 db 7f ff ff ff
			""")
	void ofTheEnvelope(Direction direction, String hex) {
		assertRejectedCheaply(direction, bytes(hex));
	}

	@ParameterizedTest
	@ValueSource(strings = { "c4 ff", "c5 ff ff", "c6 ff ff ff ff", "c6 7f ff ff ff", "c7 ff 01", "c8 ff ff 01",
			"c9 ff ff ff ff 01", "c9 7f ff ff ff 01", "d9 ff", "da ff ff", "db ff ff ff ff", "db 7f ff ff ff",
			"dc ff ff", "dd ff ff ff ff", "dd 7f ff ff ff", "de ff ff", "df ff ff ff ff", "df 7f ff ff ff",
			"dd ff ff ff ff dd ff ff ff ff dd ff ff ff ff", "df ff ff ff ff df ff ff ff ff df ff ff ff ff",
			"91 91 91 dd ff ff ff ff 91" })
	void ofTheUnusedPartOfAClientResultRequest(String dummy) {
		assertRejectedCheaply(S2C, bytes("95 00 " + dummy));
		assertRejectedCheaply(S2C, bytes("95 00 " + dummy + " " + Examples.GUID_HEX + " 07 c0"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "db ff ff ff ff", "dd ff ff ff ff", "df ff ff ff ff", "dc ff ff", "c6 ff ff ff ff" })
	void ofTheErrorOfAClientResult(String length) {
		String before = "94 01 " + Examples.GUID_HEX + " 07 ";
		assertRejectedCheaply(C2S, bytes(before + length));
		assertRejectedCheaply(C2S, bytes(before + "93 0d " + length));
		assertRejectedCheaply(C2S, bytes(before + "93 0d c0 " + length));
	}

	@ParameterizedTest
	@ValueSource(strings = { "91", "81 01", "dc 00 01", "dd 00 00 00 01", "de 00 01 c0" })
	void deepNesting(String level) {
		byte[] head = bytes("95 00");
		byte[] tail = bytes("c0 " + Examples.GUID_HEX + " 07 c0");
		byte[] whole = nested(head, bytes(level), tail);
		assertThat(S2C.decode(whole)).isEqualTo(new ClientResultRequest(Examples.GUID, 7, Slice.of((byte) 0xc0)));
		byte[] cut = Arrays.copyOf(whole, whole.length - tail.length);
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> S2C.decode(cut))
			.satisfies((ex) -> assertThat(ex.offset()).isEqualTo(cut.length));
	}

	@Test
	void deepNestingThatGrowsAtEveryLevel() {
		byte[] bytes = nested(bytes("95 00"), bytes("dd ff ff ff ff"), new byte[0]);
		assertRejectedCheaply(S2C, bytes);
	}

	private static byte[] nested(byte[] head, byte[] level, byte[] tail) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes(head);
		for (int i = 0; i < DEPTH; i++) {
			bytes.writeBytes(level);
		}
		bytes.writeBytes(tail);
		return bytes.toByteArray();
	}

	private static void assertRejectedCheaply(Direction direction, byte[] bytes) {
		assertRejected(direction, bytes); // one-time allocations of the JVM
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long thread = Thread.currentThread().getId();
		long before = threads.getThreadAllocatedBytes(thread);
		MalformedMessageException rejected = assertRejected(direction, bytes);
		assertThat(threads.getThreadAllocatedBytes(thread) - before).isBetween(1L, LITTLE);
		assertThat(rejected.offset()).isBetween(0, bytes.length);
	}

	private static MalformedMessageException assertRejected(Direction direction, byte[] bytes) {
		try {
			throw new AssertionError("decoded: " + direction.decode(bytes));
		}
		catch (MalformedMessageException ex) {
			return ex;
		}
	}

}
