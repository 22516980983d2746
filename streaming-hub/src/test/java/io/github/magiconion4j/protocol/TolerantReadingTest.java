package io.github.magiconion4j.protocol;

import java.lang.management.ManagementFactory;
import java.util.Locale;

import com.sun.management.ThreadMXBean;
import io.github.magiconion4j.protocol.ClientMessage.ClientHeartbeat;
import io.github.magiconion4j.protocol.ClientMessage.HeartbeatAck;
import io.github.magiconion4j.protocol.ServerMessage.ClientHeartbeatResponse;
import io.github.magiconion4j.protocol.ServerMessage.ClientResultRequest;
import io.github.magiconion4j.protocol.ServerMessage.ErrorResponse;
import io.github.magiconion4j.protocol.ServerMessage.Response;
import io.github.magiconion4j.protocol.ServerMessage.ServerHeartbeat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.protocol.Direction.C2S;
import static io.github.magiconion4j.protocol.Direction.S2C;
import static io.github.magiconion4j.protocol.Direction.slice;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Forms that a reader accepts, although no writer of this library produces them.
 */
class TolerantReadingTest {

	private static final ServerHeartbeat HEARTBEAT = new ServerHeartbeat((short) 5, 7, slice("c0"));

	@ParameterizedTest
	@ValueSource(strings = { "95", "dc 00 05", "dd 00 00 00 05" })
	void arrayHeaderOfAnyForm(String header) {
		assertThat(S2C.decode(header + " 7f 05 07 c0 c0")).isEqualTo(HEARTBEAT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "7f", "cc 7f", "cd 00 7f", "ce 00 00 00 7f", "cf 00 00 00 00 00 00 00 7f", "d0 7f",
			"d1 00 7f", "d2 00 00 00 7f", "d3 00 00 00 00 00 00 00 7f" })
	void typeOfAnyForm(String type) {
		assertThat(S2C.decode("95 " + type + " 05 07 c0 c0")).isEqualTo(HEARTBEAT);
		assertThat(C2S.decode("94 " + type + " 05 07 c0")).isEqualTo(new HeartbeatAck((short) 5, 7));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "c0", "c0 c0", "c3 a1 61", "91", "c1", "ff ff ff" })
	void responseToClientHeartbeatIsReadNoFurtherThanItsTime(String rest) {
		assertThat(S2C.decode("95 7e 01 05 " + rest)).isEqualTo(new ClientHeartbeatResponse((short) 1, 5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "c0", "c0 c0", "93 01 02 03", "c1 ff" })
	void bytesAfterTheTimeOfAClientHeartbeatAreExtra(String rest) {
		assertThat(C2S.decode("94 7e 01 05 " + rest)).isEqualTo(new ClientHeartbeat((short) 1, 5, slice(rest)));
	}

	@ParameterizedTest
	@CsvSource({ "'', 0", "05, 5", "05 c0 c0, 5", "05 c3, 5", "c0, 0", "a1 61, 0", "cf ff ff, 0",
			"cf ff ff ff ff ff ff ff ff c0, 0" })
	void ofAnAckOnlyTheSequenceCounts(String rest, long time) {
		assertThat(C2S.decode("94 7f cc c8 " + rest)).isEqualTo(new HeartbeatAck((short) 200, time));
	}

	@ParameterizedTest
	@ValueSource(strings = { "c0", "00", "ff", "c2", "c3", "cc 80", "cd 01 00", "ce 01 02 03 04",
			"cf 01 02 03 04 05 06 07 08", "d0 80", "d1 80 00", "d2 80 00 00 00", "d3 80 00 00 00 00 00 00 00",
			"ca 01 02 03 04", "cb 01 02 03 04 05 06 07 08", "a3 61 62 63", "d9 01 61", "da 00 01 61",
			"db 00 00 00 01 61", "c4 02 01 02", "c5 00 02 01 02", "c6 00 00 00 02 01 02", "d4 01 02", "d5 01 02 03",
			"d6 ff 01 02 03 04", "d7 ff 01 02 03 04 05 06 07 08",
			"d8 01 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10", "c7 03 01 02 03 04", "c8 00 01 01 02",
			"c9 00 00 00 01 01 02", "90", "92 01 92 a1 61 c0", "dc 00 02 01 02", "dd 00 00 00 01 91 01", "80",
			"82 01 02 a1 61 81 03 04", "de 00 01 01 02", "df 00 00 00 01 01 90" })
	void theUnusedPartOfAClientResultRequestIsSkipped(String dummy) {
		assertThat(S2C.decode("95 00 " + dummy + " " + Examples.GUID_HEX + " 07 a1 61"))
			.isEqualTo(new ClientResultRequest(Examples.GUID, 7, slice("a1 61")));
	}

	@Test
	void guidInUpperCase() {
		MessageBuffer upper = new MessageBuffer().array(5)
			.integer(0)
			.nil()
			.string(Examples.GUID.toString().toUpperCase(Locale.ROOT))
			.integer(7)
			.nil();
		assertThat(S2C.decode(upper.toBytes())).isEqualTo(new ClientResultRequest(Examples.GUID, 7, slice("c0")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "d9 24", "da 00 24", "db 00 00 00 24" })
	void guidWithAnyStringHeader(String header) {
		String characters = Examples.GUID_HEX.substring("d9 24".length());
		assertThat(S2C.decode("95 00 c0 " + header + characters + " 07 c0"))
			.isEqualTo(new ClientResultRequest(Examples.GUID, 7, slice("c0")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a2 68 69", "d9 02 68 69", "da 00 02 68 69", "db 00 00 00 02 68 69" })
	void stringOfAnyForm(String text) {
		assertThat(S2C.decode("94 01 0d " + text + " c0")).isEqualTo(new ErrorResponse(1, 13, "hi", null));
		assertThat(S2C.decode("94 01 0d c0 " + text)).isEqualTo(new ErrorResponse(1, 13, null, "hi"));
	}

	@Test
	void badUtf8BecomesReplacementCharacters() {
		assertThat(S2C.decode("94 01 0d a3 61 ff 62 c0")).isEqualTo(new ErrorResponse(1, 13, "a\ufffdb", null));
	}

	@Test
	void bytesBehindAnError() {
		assertThat(S2C.decode("94 01 0d a1 61 c0 c0 ff")).isEqualTo(new ErrorResponse(1, 13, "a", null));
	}

	@Test
	void bodyThatIsNotMessagePack() {
		assertThat(S2C.decode("93 01 02 c1 c1")).isEqualTo(new Response(1, 2, slice("c1 c1")));
	}

	/** An exception for each would dominate the cost on the transport's thread. */
	@Test
	void aShortAcknowledgementCostsNoException() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		byte[] ack = { (byte) 0x94, 0x7f, 0x05 };
		int count = 10_000;
		long before = 0;
		long times = 0;
		for (int i = -count; i < count; i++) {
			if (i == 0) {
				before = threads.getCurrentThreadAllocatedBytes();
			}
			times |= ((ClientMessage.HeartbeatAck) ClientMessage.decode(ack)).serverSentAt();
		}
		long allocated = threads.getCurrentThreadAllocatedBytes() - before;
		assertThat(times).isZero();
		assertThat(allocated / count).isLessThan(200); // reader and message; 700 with an
														// exception
	}

}
