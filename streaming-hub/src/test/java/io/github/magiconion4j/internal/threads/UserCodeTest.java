package io.github.magiconion4j.internal.threads;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class UserCodeTest {

	private final FakeTime time = new FakeTime();

	private final UserCode userCode = new UserCode(this.time.timer()::now);

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	@BeforeEach
	void capture() {
		this.log.start();
		logger().addAppender(this.log);
	}

	@AfterEach
	void release() {
		logger().detachAppender(this.log);
	}

	private static Logger logger() {
		return (Logger) LoggerFactory.getLogger(UserCode.class);
	}

	@Test
	void whatItGivesIsPassedOn() {
		assertThat(this.userCode.<String>call(this, () -> "result")).isEqualTo("result");
		assertThat(this.log.list).isEmpty();
	}

	@Test
	void whatItThrowsIsLoggedOnceAMinute() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.userCode.<String>call("the translator", () -> {
				throw new AssertionError("of the application's");
			})).isNull();
			this.userCode.run("the listener", () -> {
				throw new IllegalStateException("of the application's");
			});
		}
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.containsExactly("the translator threw an exception; 1 such exceptions since the last such line");
		this.time.advanceMillis(60_000);
		this.userCode.failed("the receiver", new IllegalStateException());
		assertThat(this.log.list).extracting(ILoggingEvent::getFormattedMessage)
			.endsWith("the receiver threw an exception; 20 such exceptions since the last such line");
	}

}
