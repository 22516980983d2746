package io.github.magiconion4j.internal.threads;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The application may ask for the stage as often as it likes, and cannot change it.
 */
class AnnouncementTest {

	private final FakeTime time = new FakeTime();

	private final Announcement<String> end = new Announcement<>(
			new ClientThreads(this.time.timer(), Runnable::run, Runnable::run, Runnable::run));

	private CompletableFuture<String> future() {
		return this.end.stage().toCompletableFuture();
	}

	@Test
	void askingLeavesNothingBehind() {
		CompletionStage<String> stage = this.end.stage();
		for (int frame = 0; frame < 100; frame++) {
			assertThat(this.end.stage()).isSameAs(stage);
			assertThat(future()).isNotDone();
		}
		assertThat(future().getNumberOfDependents()).isZero();
		this.end.make("over");
		assertThat(future()).isCompletedWithValue("over");
		assertThat(this.end.stage()).isSameAs(stage);
		assertThat(this.time.timer().nextWake()).isEmpty();
	}

	@Test
	void onlyTheOwnerCompletesIt() {
		assertThat(future().complete("forged")).isFalse();
		assertThat(future().completeExceptionally(new IllegalStateException("forged"))).isFalse();
		assertThat(future().cancel(true)).isFalse();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> future().obtrudeValue("forged"));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> future().obtrudeException(new IllegalStateException("forged")));
		assertThat(future().completeAsync(() -> "of a copy", Runnable::run)).isCompletedWithValue("of a copy");
		assertThat(future()).isNotDone();
		CompletableFuture<String> dependent = future().thenApply((value) -> value);
		dependent.complete("of whoever created it");
		assertThat(dependent).isCompletedWithValue("of whoever created it");
		this.end.make("over");
		assertThat(future()).isCompletedWithValue("over");
	}

	@Test
	void whatDependsOnItDoesNotBlockAThreadThatSends() {
		Announcement<String> stuck = new Announcement<>(
				new ClientThreads(this.time.timer(), Runnable::run, Runnable::run, (task) -> {
				}));
		CompletableFuture<Void> dependent = stuck.stage()
			.thenRun(() -> TransportThread.checkMayWait("add"))
			.toCompletableFuture();
		stuck.make("over");
		this.time.advanceMillis(1000);
		assertThat(dependent).failsWithin(Duration.ZERO)
			.withThrowableOfType(ExecutionException.class)
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void waitingForItMayBeLimited() throws Exception {
		assertThat(future().completeOnTimeout("late", 0, TimeUnit.MILLISECONDS).get(20, TimeUnit.SECONDS))
			.isEqualTo("late");
		assertThat(future().orTimeout(0, TimeUnit.MILLISECONDS)).failsWithin(20, TimeUnit.SECONDS);
		assertThat(future()).isNotDone();
	}

}
