package io.github.magiconion4j.server;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP/2 stream below a call. It can be reset, and it knows how it was closed.
 * <p>
 * gRPC has no method that resets a stream of a server: {@code ServerCall.close} queues
 * the status behind what the client has not read. But it resets a stream whose context
 * was cancelled by a {@link TimeoutException}, as a deadline does. So this puts a context
 * above the call's own, which nobody cancels but {@link #reset()}.
 * <p>
 * It has a place among the connections of the server from the beginning of the call until
 * gRPC has let go of the stream.
 */
final class HubStream extends ServerStreamTracer {

	private static final Context.Key<HubStream> KEY = Context.key("io.github.magiconion4j.stream");

	/** Of a server that was built without {@link #factory}: it cannot be reset. */
	private static final HubStream UNKNOWN = new HubStream(null, new Admission());

	private static final ServerStreamTracer NOTHING = new ServerStreamTracer() {
	};

	private final Admission admission;

	private volatile @Nullable Place place;

	private Context.@Nullable CancellableContext context;

	private volatile @Nullable Status closed;

	private final @Nullable Executor eventLoop;

	private HubStream(@Nullable Executor eventLoop, Admission admission) {
		this.eventLoop = eventLoop;
		this.admission = admission;
	}

	/**
	 * Traces the streams of hubs, and nothing of other services.
	 * @param currentEventLoop tells the event loop whose thread this is
	 * @param admission gives them their places
	 */
	static Factory factory(Predicate<String> hubs, Supplier<? extends @Nullable Executor> currentEventLoop,
			Admission admission) {
		return new Factory() {

			@Override
			public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
				String serviceName = MethodDescriptor.extractFullServiceName(fullMethodName);
				return (serviceName != null && hubs.test(serviceName))
						? new HubStream(currentEventLoop.get(), admission) : NOTHING;
			}

		};
	}

	/** The stream of the call that begins on this thread. */
	static HubStream current() {
		HubStream found = KEY.get();
		return (found != null) ? found : UNKNOWN;
	}

	@Override
	@SuppressWarnings("MustBeClosedChecker")
	public Context filterContext(Context parent) {
		Context.CancellableContext own = parent.withCancellation();
		this.context = own;
		return own.withValue(KEY, this);
	}

	@Override
	public void serverCallStarted(ServerCallInfo<?, ?> call) {
		this.place = this.admission.enter(Transport.of(call.getAttributes()));
		if (this.closed != null) { // on another thread, before it had a place
			leave();
		}
	}

	@Override
	public void streamClosed(Status status) {
		this.closed = status;
		leave();
	}

	private void leave() {
		Place known = this.place;
		if (known != null) {
			known.leave();
		}
	}

	/** Why there is no place for it; {@code null} if there is one. */
	@Nullable String refusal() {
		Place known = this.place;
		return (known != null) ? known.refusal() : null;
	}

	/** What reads and writes the stream; {@code null} if it is not known. */
	@Nullable Executor eventLoop() {
		return this.eventLoop;
	}

	/** How the stream was closed; {@code null} if it was not, or nobody told. */
	@Nullable Status closed() {
		return this.closed;
	}

	/** Resets the stream. What gRPC has still to send is dropped. */
	void reset() {
		Context.CancellableContext known = this.context;
		if (known != null) {
			known.cancel(new TimeoutException("The client did not read the end of the call in time"));
		}
	}

}
