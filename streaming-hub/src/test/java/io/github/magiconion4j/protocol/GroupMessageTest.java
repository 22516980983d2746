package io.github.magiconion4j.protocol;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Forms that no recording contains, and malformed messages.
 */
class GroupMessageTest {

	private static final Slice TICK = Slice.of(bytes("92d2a0b5f20dc0"));

	private static byte[] bytes(String hex) {
		return HexFormat.of().parseHex(hex.replace(" ", ""));
	}

	@Test
	void aGuidHasTheOrderOfDotNet() {
		UUID id = UUID.fromString("b2949907-1a1a-4d81-a03a-f242047b0768");
		byte[] bytes = new GroupMessage.Removal(id).encode();
		assertThat(bytes).isEqualTo(bytes("92 00 c4 10 079994b2 1a1a 814d a03af242047b0768"));
		assertThat(GroupMessage.decode(bytes)).isEqualTo(new GroupMessage.Removal(id));
	}

	@Test
	void excludesMayBeNil() {
		assertThat(GroupMessage.decode(bytes("93 c0 c0 92d2a0b5f20dc0")))
			.isEqualTo(new GroupMessage.Call(List.of(), null, TICK));
	}

	@Test
	void theThirdElementIsWhateverBytesFollow() {
		assertThat(GroupMessage.decode(bytes("93 90 c0 ff c1 00")))
			.isEqualTo(new GroupMessage.Call(List.of(), null, Slice.of(bytes("ffc100"))));
		assertThat(GroupMessage.decode(bytes("93 90 c0")))
			.isEqualTo(new GroupMessage.Call(List.of(), null, Slice.of()));
	}

	@ParameterizedTest
	@CsvSource({ "array 16, 93 dc 0001 a178 c0 00", "array 32, 93 dd 00000001 a178 c0 00",
			"str 8, 93 91 d9 01 78 c0 00", "outer array 16, dc 0003 91 a178 c0 00" })
	void anyFormOfAHeaderIsRead(String form, String hex) {
		assertThat(GroupMessage.decode(bytes(hex))).as(form)
			.isEqualTo(new GroupMessage.Call(List.of("x"), null, Slice.of((byte) 0)));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "2a", "cb 3ff8000000000000", "92 01 a178", "c4 03 010203", "c0", "81 a161 01", "d4 01 02" })
	void aKeyOfAnyTypeIsKeptAsItIs(String hex) {
		byte[] message = bytes("92 00" + hex);
		GroupMessage decoded = Objects.requireNonNull(GroupMessage.decode(message));
		assertThat(decoded).isEqualTo(new GroupMessage.Removal(Slice.of(bytes(hex))));
		assertThat(decoded.encode()).isEqualTo(message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "90", "91 00", "94 90 c0 00 00", "dc 0005" })
	void otherKindsAreIgnored(String hex) {
		assertThat(GroupMessage.decode(bytes(hex))).isNull();
	}

	@Test
	void manyKeysAreWrittenAndRead() {
		Random random = new Random(5);
		for (int count : new int[] { 15, 16, 70_000 }) {
			List<Object> keys = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				keys.add(new UUID(random.nextLong(), random.nextLong()));
			}
			GroupMessage call = new GroupMessage.Call(keys, keys, TICK);
			assertThat(GroupMessage.decode(call.encode())).isEqualTo(call);
		}
	}

	@ParameterizedTest
	@CsvSource({ "'', 0", "c0, 0", "80, 0", "93, 1", "93 00, 1", "93 90, 2", "93 90 a0, 2", "93 91 c0, 3", "92 00, 2",
			"92 00 c4 10 0102, 6", "92 00 c1, 2", "93 dd ffffffff c0, 7", "93 90 dd 7fffffff, 7",
			"92 00 c6 7fffffff, 7" })
	void malformedMessagesAreReportedWithTheirOffset(String hex, int offset) {
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> GroupMessage.decode(bytes(hex)))
			.satisfies((ex) -> assertThat(ex.offset()).isEqualTo(offset));
	}

	@Test
	void mutatedBytesCauseNoOtherException() {
		Random random = new Random(16);
		byte[] valid = new GroupMessage.Call(List.of(UUID.randomUUID(), "text", Slice.of((byte) 42)),
				List.of(UUID.randomUUID()), TICK)
			.encode();
		for (int i = 0; i < 50_000; i++) {
			byte[] bytes = valid.clone();
			for (int n = 1 + random.nextInt(4); n > 0; n--) {
				bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
			}
			assertThatCode(() -> {
				try {
					GroupMessage.decode(bytes);
				}
				catch (MalformedMessageException ex) {
					assertThat(ex.offset()).isBetween(0, bytes.length);
				}
			}).as(HexFormat.of().formatHex(bytes)).doesNotThrowAnyException();
		}
	}

	@Test
	void aKeyOfAnotherTypeIsNotWritten() {
		assertThatIllegalArgumentException().isThrownBy(() -> new GroupMessage.Removal(42).encode())
			.withMessageContaining("Integer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "two words", "tab\there", "a..b", "a.", "a.*.b", "a.>", "\u0007", "\u2003" })
	void namesThatNatsRejectsAreNotSubjects(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> GroupNames.natsSubject(name))
			.withMessageContaining("NATS subject");
	}

	@Test
	void aSubjectHasALimit() {
		assertThat(GroupNames.natsSubject("ü.>>")).isEqualTo("Multicaster.Group/ü.>>");
		assertThatIllegalArgumentException().isThrownBy(() -> GroupNames.natsSubject("x".repeat(2048)))
			.withMessageContaining("2048");
	}

}
