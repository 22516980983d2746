package io.github.magiconion4j.protocol;

import java.util.List;
import java.util.Map;

import io.github.magiconion4j.protocol.ClientMessage.ClientHeartbeat;
import io.github.magiconion4j.protocol.ClientMessage.ClientResult;
import io.github.magiconion4j.protocol.ClientMessage.HeartbeatAck;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.protocol.ServerMessage.ServerHeartbeat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static io.github.magiconion4j.protocol.Direction.C2S;
import static io.github.magiconion4j.protocol.Direction.S2C;
import static io.github.magiconion4j.protocol.Direction.slice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Messages that are cut off: they can be decoded if only an unread part is missing, and
 * otherwise cause an error at their end.
 */
class PrefixesTest {

	/**
	 * How many bytes of an example are read; the rest is opaque or ignored.
	 */
	private static final Map<String, Integer> READ = Map.ofEntries(
			// up to the method id: the body may be empty
			Map.entry("B1", 3), Map.entry("B24", 7), Map.entry("B25", 6), Map.entry("B26", 7), Map.entry("B27", 7),
			Map.entry("B28", 7), Map.entry("B29", 7), Map.entry("B33", 6), Map.entry("B34", 6), Map.entry("B35", 6),
			Map.entry("B36", 46), Map.entry("B37", 45), Map.entry("B38", 45),
			// up to the nil before the metadata
			Map.entry("B2", 13), Map.entry("B4", 14), Map.entry("B5", 15), Map.entry("B6", 15), Map.entry("B7", 13),
			Map.entry("B9", 9), Map.entry("B10", 7), Map.entry("B11", 13), Map.entry("B12", 13),
			// up to the sequence
			Map.entry("B13", 3), Map.entry("B14", 4), Map.entry("B15", 3), Map.entry("B16", 5),
			// up to the client's time
			Map.entry("B17", 4), Map.entry("B18", 4), Map.entry("B19", 6), Map.entry("B20", 6), Map.entry("B22", 10),
			Map.entry("B23", 14),
			// to the end
			Map.entry("B30", 13), Map.entry("B31", 70), Map.entry("B32", 68), Map.entry("B39", 60));

	@ParameterizedTest(name = "{0}")
	@MethodSource("examples")
	void decodesIfOnlyUnreadBytesAreMissing(Example example) {
		int read = READ.get(example.row());
		for (int length = 0; length < read; length++) {
			byte[] cut = example.prefix(length);
			assertThatExceptionOfType(MalformedMessageException.class).as("%d bytes", length)
				.isThrownBy(() -> example.direction().decode(cut))
				.withMessageContaining("ends too early");
		}
		for (int length = read; length < example.bytes().length; length++) {
			Object cut = example.direction().decode(example.prefix(length));
			assertThat(cut).as("%d bytes", length).hasSameClassAs(example.message());
		}
	}

	@ParameterizedTest
	@CsvSource({ "93", "93 01", "93 01 d2 d4", "93 01 d2 d4 49 27", "dc 00", "94 7e 00 cf 00 00", "94 00 d9",
			"94 00 d9 24 30 31" })
	void truncatedMessagesAreReportedAtTheirEnd(String hex) {
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> C2S.decode(hex))
			.satisfies((ex) -> assertThat(ex.offset()).isEqualTo(Direction.bytes(hex).length));
	}

	@Test
	void ackCutAfterOrInItsTime() {
		HeartbeatAck withoutTime = new HeartbeatAck((short) 200, 0);
		assertThat(C2S.decode("94 7f cc c8")).isEqualTo(withoutTime);
		assertThat(C2S.decode("94 7f cc c8 cf 00 00 01")).isEqualTo(withoutTime);
		assertThat(C2S.decode("94 7f cc c8 05")).isEqualTo(new HeartbeatAck((short) 200, 5));
	}

	@Test
	void bodyCutOffIsEmpty() {
		assertThat(C2S.decode("93 01 02")).isEqualTo(new Request(1, 2, Slice.of()));
		assertThat(C2S.decode("94 00 " + Examples.GUID_HEX + " 02"))
			.isEqualTo(new ClientResult(Examples.GUID, 2, Slice.of()));
		assertThat(C2S.decode("94 7e 01 05")).isEqualTo(new ClientHeartbeat((short) 1, 5, Slice.of()));
		assertThat(S2C.decode("95 7f 01 05 c0")).isEqualTo(new ServerHeartbeat((short) 1, 5, Slice.of()));
	}

	@Test
	void metadataCutOffIsShorter() {
		assertThat(S2C.decode("95 7f 01 05 c0 a7 31")).isEqualTo(new ServerHeartbeat((short) 1, 5, slice("a7 31")));
	}

	/** One example of each kind; others of the same kind only differ in numbers. */
	static List<Example> examples() {
		return Examples.ALL.stream().filter((example) -> READ.containsKey(example.row())).toList();
	}

}
