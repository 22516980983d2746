package io.github.magiconion4j.autoconfigure.groups;

import java.util.List;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ConfirmationsTest {

	@Test
	void allMustBeConfirmed() throws Exception {
		Confirmations confirmations = new Confirmations(List.of("a", "b"));
		confirmations.confirmed("a");
		confirmations.confirmed("a");
		confirmations.confirmed("other");
		assertThatExceptionOfType(TimeoutException.class).isThrownBy(() -> confirmations.await(0, () -> true))
			.withMessageContaining("1 subscriptions");
		confirmations.confirmed("b");
		assertThatCode(() -> confirmations.await(1, () -> true)).doesNotThrowAnyException();
	}

	/** A name that was cut within an emoji. */
	@Test
	void halfOfASurrogatePairComesBackAsAnotherCharacter() {
		Confirmations confirmations = new Confirmations(List.of("room\ud83d"));
		confirmations.confirmed("room?");
		assertThatCode(() -> confirmations.await(1, () -> true)).doesNotThrowAnyException();
	}

	@Test
	void nobodyWaitsForALostConnection() {
		assertThatIllegalStateException().isThrownBy(() -> new Confirmations(List.of("a")).await(1000, () -> false))
			.withMessageContaining("lost");
	}

}
