package io.github.magiconion4j.testing;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Captures the log events of a logger, and of those below it, during each test method.
 */
public final class LogCapture implements BeforeEachCallback, AfterEachCallback {

	private final Logger logger;

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private LogCapture(String name) {
		this.logger = (Logger) LoggerFactory.getLogger(name);
	}

	public static LogCapture of(Class<?> type) {
		return new LogCapture(type.getName());
	}

	public static LogCapture of(String name) {
		return new LogCapture(name);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.logger.detachAppender(this.appender);
	}

	/** The events so far, in order. */
	public List<ILoggingEvent> events() {
		return List.copyOf(this.appender.list);
	}

	/** The messages so far, in order. */
	public List<String> lines() {
		return events().stream().map(ILoggingEvent::getFormattedMessage).toList();
	}

}
