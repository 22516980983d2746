package io.github.magiconion4j.server;

import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.internal.timer.OncePerMinute;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls what an application adds beside its hubs: listeners, translators, propagators.
 * What they throw must not keep a call from being answered, nor a connection from going
 * on or from ending. It is logged once a minute. Thread-safe.
 */
final class UserCode {

	private static final Logger logger = LoggerFactory.getLogger(UserCode.class);

	private final OncePerMinute failures;

	UserCode(LongSupplier clock) {
		this.failures = new OncePerMinute(clock);
	}

	/** Calls it; gives {@code null} if it throws. */
	<T> @Nullable T call(Object target, Supplier<? extends @Nullable T> action) {
		try {
			return action.get();
		}
		catch (Throwable ex) { // whatever it throws
			failed(target, ex);
			return null;
		}
	}

	void run(Object target, Runnable action) {
		try {
			action.run();
		}
		catch (Throwable ex) { // whatever it throws
			failed(target, ex);
		}
	}

	private void failed(Object target, Throwable failure) {
		long count = this.failures.next();
		if (count > 0) {
			logger.warn("{} threw an exception; {} of the kind since the last such line", target, count, failure);
		}
	}

	/** A listener that never throws. */
	HubListener guard(HubListener listener) {
		return listener.equals(HubListener.NONE) ? listener : new Guarded(listener);
	}

	private final class Guarded implements HubListener {

		private final HubListener listener;

		Guarded(HubListener listener) {
			this.listener = listener;
		}

		@Override
		public void connected(HubConnection connection) {
			run(this.listener, () -> this.listener.connected(connection));
		}

		@Override
		public void disconnected(HubConnection connection, DisconnectReason reason) {
			run(this.listener, () -> this.listener.disconnected(connection, reason));
		}

		@Override
		public void refused(HubConnection connection, DisconnectReason reason) {
			run(this.listener, () -> this.listener.refused(connection, reason));
		}

		@Override
		public Method method(String name) {
			Method method = this.listener.method(name);
			return method.equals(Method.NONE) ? method : (nanos, failure) -> {
				try {
					method.completed(nanos, failure);
				}
				catch (Throwable ex) { // whatever it throws
					failed(method, ex);
				}
			};
		}

	}

}
