package io.github.magiconion4j.internal.stream;

import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP/2 stream of a call. It can be reset, and it records how it was closed.
 * <p>
 * gRPC has no method that resets a stream of a server: {@code ServerCall.close} queues
 * the status behind the data that the client has not read. But gRPC resets a stream whose
 * context is cancelled with a {@link TimeoutException}, as it does after a deadline. So
 * this class puts a cancellable context around the call's own, which only
 * {@link #reset()} cancels.
 * <p>
 * The stream counts against the connection limits of the server from the start of the
 * call until gRPC releases the stream.
 */
public final class HubStream extends ServerStreamTracer {

	private static final Context.Key<HubStream> KEY = Context.key("io.github.magiconion4j.stream");

	/**
	 * Stands for a stream of a gRPC server without {@link #factory}. It cannot be reset.
	 */
	private static final HubStream UNKNOWN = new HubStream(null, new StreamLimits());

	private static final ServerStreamTracer NOTHING = new ServerStreamTracer() {
	};

	private static final int NEW = 0;

	private static final int COUNTED = 1;

	private static final int CLOSED = 2;

	private static final AtomicIntegerFieldUpdater<HubStream> STATE = AtomicIntegerFieldUpdater
		.newUpdater(HubStream.class, "state");

	private final StreamLimits limits;

	private final @Nullable Executor eventLoop;

	private @Nullable Transport transport;

	private volatile @Nullable String refusal;

	private Context.@Nullable CancellableContext context;

	private volatile @Nullable Status closed;

	/** Whether it counts against the connection limits. */
	private volatile int state = NEW;

	private HubStream(@Nullable Executor eventLoop, StreamLimits limits) {
		this.eventLoop = eventLoop;
		this.limits = limits;
	}

	/**
	 * Creates a factory that traces the streams of hubs, and of no other services.
	 * @param hubs tells whether a service is a hub
	 * @param currentEventLoop returns the event loop that the current thread belongs to
	 * @param limits counts the streams and enforces the limits
	 * @return the factory
	 */
	public static Factory factory(Predicate<String> hubs, Supplier<? extends @Nullable Executor> currentEventLoop,
			StreamLimits limits) {
		return new Factory() {

			@Override
			public ServerStreamTracer newServerStreamTracer(String fullMethodName, Metadata headers) {
				String serviceName = MethodDescriptor.extractFullServiceName(fullMethodName);
				return (serviceName != null && hubs.test(serviceName)) ? new HubStream(currentEventLoop.get(), limits)
						: NOTHING;
			}

		};
	}

	/**
	 * The stream of the call that is starting on this thread.
	 * @return the stream; one that cannot be reset if the server has no
	 * {@linkplain #factory factory} of streams
	 */
	public static HubStream current() {
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
		this.transport = Transport.of(call.getAttributes());
		this.refusal = this.limits.enter(this.transport);
		// it may have been closed on another thread already
		if (this.refusal == null && !STATE.compareAndSet(this, NEW, COUNTED)) {
			this.limits.leave(this.transport);
		}
	}

	@Override
	public void streamClosed(Status status) {
		this.closed = status;
		if (STATE.getAndSet(this, CLOSED) == COUNTED) {
			this.limits.leave(this.transport);
		}
	}

	/**
	 * Why the stream exceeds a connection limit.
	 * @return the reason; {@code null} if it does not
	 */
	public @Nullable String refusal() {
		return this.refusal;
	}

	/**
	 * The event loop that reads and writes the stream.
	 * @return the event loop; {@code null} if unknown
	 */
	public @Nullable Executor eventLoop() {
		return this.eventLoop;
	}

	/** The transport of the stream; {@code null} if unknown. */
	@Nullable Transport transport() {
		return this.transport;
	}

	/**
	 * The status with which the stream was closed; {@code null} if it is open, or if gRPC
	 * has not reported it.
	 */
	@Nullable Status closed() {
		return this.closed;
	}

	/** Resets the stream. Data that gRPC has not sent yet is dropped. */
	public void reset() {
		Context.CancellableContext known = this.context;
		if (known != null) {
			known.cancel(new TimeoutException("The client did not read the end of the call in time"));
		}
	}

}
