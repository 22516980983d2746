package io.github.magiconion4j.internal.threads;

import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class UserCodeTest {

	private final FakeTime time = new FakeTime();

	private final UserCode userCode = new UserCode(this.time.timer()::now);

	@RegisterExtension
	final LogCapture log = LogCapture.of(UserCode.class);

	@Test
	void resultsArePassedOn() {
		assertThat(this.userCode.<String>call(this, () -> "result")).isEqualTo("result");
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void exceptionsAreLoggedOnceAMinute() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.userCode.<String>call("the translator", () -> {
				throw new AssertionError("of the application's");
			})).isNull();
			this.userCode.run("the listener", () -> {
				throw new IllegalStateException("of the application's");
			});
		}
		assertThat(this.log.lines())
			.containsExactly("the translator threw an exception; 1 such exceptions since the last such line");
		this.time.advanceMillis(60_000);
		this.userCode.failed("the receiver", new IllegalStateException());
		assertThat(this.log.lines())
			.endsWith("the receiver threw an exception; 20 such exceptions since the last such line");
	}

}
