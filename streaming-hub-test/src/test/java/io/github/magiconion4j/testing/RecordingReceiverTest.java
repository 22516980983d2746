package io.github.magiconion4j.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.testing.RecordingReceiver.Call;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a receiver records and returns.
 */
class RecordingReceiverTest {

	private final RecordingReceiver<Receiver> recorder = RecordingReceiver.of(Receiver.class);

	private final Receiver receiver = this.recorder.receiver();

	@Test
	void callsAreNotedInOrder() {
		this.receiver.onText("a", null);
		this.receiver.onTick();
		this.receiver.onText("b", "c");
		assertThat(this.recorder.calls()).containsExactly(Call.of("onText", "a", null), Call.of("onTick"),
				Call.of("onText", "b", "c"));
		assertThat(this.recorder.calls("onText")).containsExactly(Arrays.asList("a", null), List.of("b", "c"));
		this.recorder.clear();
		assertThat(this.recorder.calls()).isEmpty();
	}

	@Test
	void withoutAnAnswerThereIsNothing() {
		assertThat(this.receiver.count()).isZero();
		assertThat(this.receiver.later()).isCompletedWithValue(null);
	}

	@Test
	void answersAreValuesOrStagesOrFailures() {
		this.recorder.answer("count", (arguments) -> 7).answer("later", (arguments) -> "now");
		assertThat(this.receiver.count()).isEqualTo(7);
		assertThat(this.receiver.later()).isCompletedWithValue("now");
		CompletableFuture<String> open = new CompletableFuture<>();
		this.recorder.answer("later", (arguments) -> open);
		assertThat(this.receiver.later()).isSameAs(open);
		this.recorder.answer("count", (arguments) -> {
			throw new IllegalStateException("no");
		});
		assertThatIllegalStateException().isThrownBy(this.receiver::count).withMessage("no");
	}

	@Test
	void itIsAnObject() {
		assertThat(Set.of(this.receiver, RecordingReceiver.of(Receiver.class).receiver())).hasSize(2)
			.contains(this.receiver);
		assertThat(this.receiver).hasToString("recording receiver");
		assertThat(this.recorder.calls()).isEmpty();
	}

	interface Receiver {

		void onText(String text, @Nullable String more);

		void onTick();

		int count();

		CompletionStage<@Nullable String> later();

	}

}
