package io.github.magiconion4j.internal.text;

import io.grpc.InternalStatus;
import io.grpc.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StatusTextTest {

	@ParameterizedTest
	@ValueSource(strings = { "x", "%", "\n", "ä", "€", "\ud83d\ude00", "x\ud83d\ude00" })
	void aTextFitsAHeaderAsGrpcWritesIt(String part) {
		String cut = StatusText.ofHeader(part.repeat(100_000));
		assertThat(headerBytes(cut)).isBetween(StatusText.MAX_HEADER_BYTES - 20, StatusText.MAX_HEADER_BYTES + 60);
		assertThat(cut).startsWith(part).endsWith("... (" + 100_000 * part.length() + " characters)");
	}

	@Test
	void anUnpairedSurrogateFitsToo() {
		String cut = StatusText.ofHeader("\ud83d".repeat(100_000));
		assertThat(headerBytes(cut)).isLessThan(StatusText.MAX_HEADER_BYTES);
	}

	@Test
	void aShortTextIsUnchanged() {
		String fits = "x".repeat(StatusText.MAX_HEADER_BYTES);
		assertThat(StatusText.ofHeader(fits)).isSameAs(fits);
		String message = "€".repeat(StatusText.MAX_LENGTH);
		assertThat(StatusText.ofMessage(message)).isSameAs(message);
		assertThat(StatusText.ofMessage(message + "x")).isEqualTo(message + "... (65537 characters)");
	}

	private static int headerBytes(String text) {
		Metadata trailers = new Metadata();
		trailers.put(InternalStatus.MESSAGE_KEY, text);
		return io.grpc.InternalMetadata.serialize(trailers)[1].length;
	}

}
