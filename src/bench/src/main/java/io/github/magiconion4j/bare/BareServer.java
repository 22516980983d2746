package io.github.magiconion4j.bare;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.internal.transport.ConnectMethod;
import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.protocol.Slice;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;

/**
 * A plain gRPC server without the hub runtime, as the baseline for the overhead of hubs:
 * one thread sends a heartbeat to each call once per interval, to a part of the calls
 * every 10 ms, and answers are read.
 */
public final class BareServer {

	private static final int TICK_MILLIS = 10;

	private static final byte[] NIL = { (byte) 0xc0 };

	/** A latency report: six zeros. */
	private static final byte[] REPORT = { (byte) 0x96, 0, 0, 0, 0, 0, 0 };

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final int ticks;

	private int tick;

	private BareServer(int intervalMillis) {
		this.ticks = intervalMillis / TICK_MILLIS;
	}

	/**
	 * Serves until the process is killed.
	 * @param args the port, and the interval in milliseconds
	 */
	public static void main(String[] args) throws IOException, InterruptedException {
		BareServer server = new BareServer(Integer.parseInt(args[1]));
		var grpc = NettyServerBuilder.forPort(Integer.parseInt(args[0]))
			.addService(ServerServiceDefinition.builder("IBenchHub")
				.addMethod(ConnectMethod.of("IBenchHub/Connect"), server::begin)
				.build())
			.build()
			.start();
		Executors.newSingleThreadScheduledExecutor()
			.scheduleAtFixedRate(server::send, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
		System.out.println("ready");
		grpc.awaitTermination();
	}

	private ServerCall.Listener<byte[]> begin(ServerCall<byte[], byte[]> call, Metadata headers) {
		Metadata answer = new Metadata();
		answer.put(ConnectMethod.VERSION_HEADER, ConnectMethod.VERSION);
		call.sendHeaders(answer);
		call.sendMessage(ServerMessage.marker().encode());
		call.request(1);
		Call begun = new Call(call);
		this.calls.add(begun);
		return begun;
	}

	private void send() {
		this.tick = (this.tick + 1) % this.ticks;
		for (int i = this.tick; i < this.calls.size(); i += this.ticks) {
			this.calls.get(i).heartbeat();
		}
	}

	private final class Call extends ServerCall.Listener<byte[]> {

		private final ServerCall<byte[], byte[]> call;

		private short sequence;

		private boolean ended;

		Call(ServerCall<byte[], byte[]> call) {
			this.call = call;
		}

		synchronized void heartbeat() {
			if (!this.ended && this.call.isReady()) {
				this.call.sendMessage(
						new ServerMessage.ServerHeartbeat(this.sequence++, Clock.systemUTC().millis(), Slice.of(NIL))
							.encode());
			}
		}

		@Override
		public synchronized void onMessage(byte[] bytes) {
			if (ClientMessage.decode(bytes) instanceof ClientMessage.Request request) {
				this.call.sendMessage(
						new ServerMessage.Response(request.messageId(), request.methodId(), Slice.of(REPORT)).encode());
			}
			this.call.request(1);
		}

		@Override
		public synchronized void onHalfClose() {
			this.call.close(Status.OK, new Metadata());
			onCancel();
		}

		@Override
		public synchronized void onCancel() {
			this.ended = true;
			BareServer.this.calls.remove(this);
		}

	}

}
