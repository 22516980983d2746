package io.github.magiconion4j.testing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The simulated network between clients and hubs. It can fail silently: then neither side
 * receives messages of the other, or learns of the failure.
 */
final class Network implements ClientInterceptor {

	private final Set<Line<?, ?>> lines = ConcurrentHashMap.newKeySet();

	/** Cuts all current calls. New ones work. */
	void cut() {
		this.lines.forEach((line) -> line.dead = true);
		this.lines.clear();
	}

	@Override
	public <T, R> ClientCall<T, R> interceptCall(MethodDescriptor<T, R> method, CallOptions options, Channel next) {
		Line<T, R> line = new Line<>(next.newCall(method, options));
		this.lines.add(line);
		return line;
	}

	private final class Line<T, R> extends SimpleForwardingClientCall<T, R> {

		private volatile boolean dead;

		Line(ClientCall<T, R> call) {
			super(call);
		}

		@Override
		public void start(Listener<R> listener, Metadata headers) {
			super.start(new SimpleForwardingClientCallListener<>(listener) {

				@Override
				public void onHeaders(Metadata received) {
					if (!Line.this.dead) {
						super.onHeaders(received);
					}
				}

				@Override
				public void onMessage(R message) {
					if (!Line.this.dead) {
						super.onMessage(message);
					}
				}

				@Override
				public void onClose(Status status, Metadata trailers) {
					Network.this.lines.remove(Line.this);
					if (!Line.this.dead) {
						super.onClose(status, trailers);
					}
				}

			}, headers);
		}

		@Override
		public void sendMessage(T message) {
			if (!this.dead) {
				super.sendMessage(message);
			}
		}

		@Override
		public void halfClose() {
			if (!this.dead) {
				super.halfClose();
			}
		}

		@Override
		public void cancel(@Nullable String message, @Nullable Throwable cause) {
			if (!this.dead) {
				super.cancel(message, cause);
			}
		}

	}

}
