package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The formats of MessagePack-CSharp's native resolvers.
 */
class NativeFormsTest {

	private static final String ID = "c4 10 33 22 11 00 55 44 77 66 88 99 aa bb cc dd ee ff";

	private final Bodies.BothWays serializer = new Bodies.BothWays(new MessagePackHubSerializer().withNativeForms());

	/**
	 * In UTC, of unspecified kind, and local: 1970 in the format of
	 * {@code DateTime.ToBinary}.
	 */
	@ParameterizedTest
	@CsvSource({ "cf 48 9f 7f f5 f7 b5 80 00, 1970-01-01T00:00:00Z", "cf 08 9f 7f f5 f7 b5 80 00, 1970-01-01T00:00:00Z",
			"d3 88 9f 7f f5 f7 b5 80 00, 1970-01-01T00:00:00Z", "00, 0001-01-01T00:00:00Z",
			"cf 48 9f 7f f5 f7 b5 80 01, 1970-01-01T00:00:00.0000001Z", "d6 ff 00 00 00 01, 1970-01-01T00:00:01Z" })
	void times(String body, Instant time) throws IOException {
		assertThat(Bodies.read(this.serializer.value(Instant.class), body)).isEqualTo(time);
		assertThat(Bodies.read(this.serializer.value(LocalDateTime.class), body))
			.isEqualTo(LocalDateTime.ofInstant(time, java.time.ZoneOffset.UTC));
	}

	@Test
	void ids() throws IOException {
		assertThat(Bodies.read(this.serializer.value(UUID.class), ID))
			.isEqualTo(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
		UUID id = UUID.randomUUID();
		BodyCodec<Object> codec = this.serializer.value(UUID.class);
		assertThat(Bodies.read(codec, Bodies.written(codec, id))).isEqualTo(id);
	}

	@Test
	void decimals() throws IOException {
		BodyCodec<Object> codec = this.serializer.value(BigDecimal.class);
		assertThat(Bodies.read(codec, "c4 10 00 00 01 00 00 00 00 00 0f 00 00 00 00 00 00 00"))
			.isEqualTo(new BigDecimal("1.5"));
		assertThat(Bodies.read(codec, "c4 10 00 00 00 80 01 00 00 00 00 00 00 00 00 00 00 00"))
			.isEqualTo(new BigDecimal("-18446744073709551616"));
		assertThat(Bodies.read(codec, "a3 31 2e 35")).isEqualTo(new BigDecimal("1.5"));
	}

	@Test
	void otherFormsAreRejected() {
		for (String body : new String[] { "c4 0f" + "00".repeat(15), "05", "90", "cb 00 00 00 00 00 00 00 00" }) {
			assertThatExceptionOfType(UnreadableBodyException.class)
				.isThrownBy(() -> Bodies.read(this.serializer.value(UUID.class), body));
		}
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(
				() -> Bodies.read(this.serializer.value(BigDecimal.class), "c4 10 00 00 1d 00" + "00".repeat(12)));
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> Bodies.read(this.serializer.value(Instant.class), "cf 7f ff ff ff ff ff 00 00"));
	}

	@Test
	void onlyIfEnabled() {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> Bodies.read(UUID.class, ID));
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> Bodies.read(Instant.class, "00"));
	}

}
