package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.hub.HubGroups;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.hub.NonBlocking;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.grpc.Context;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

class TestHub extends StreamingHubBase<TestHubReceiver> implements ITestHub {

	/** The events of this hub, in order. */
	final Queue<String> events = new ConcurrentLinkedQueue<>();

	final CompletableFuture<DisconnectReason> disconnected = new CompletableFuture<>();

	/** Blocks hold(), and a slow connect, until it is open. */
	final CountDownLatch gate = new CountDownLatch(1);

	final CompletableFuture<String> later = new CompletableFuture<>();

	/** An additional action of tell(). */
	Runnable action = () -> {
	};

	/** An additional action of onConnecting(). */
	Runnable connecting = () -> {
	};

	@Nullable Exception connectFailure;

	boolean connectsSlowly;

	@Nullable Exception connectingFailure;

	@Override
	protected void onConnecting() throws Exception {
		this.events.add("connecting");
		this.connecting.run();
		if (this.connectingFailure != null) {
			throw this.connectingFailure;
		}
	}

	@Override
	protected void onConnected() throws Exception {
		this.events.add("connected");
		client().onText("welcome");
		if (this.connectsSlowly) {
			hold();
		}
		if (this.connectFailure != null) {
			throw this.connectFailure;
		}
	}

	@Override
	protected void onDisconnected(DisconnectReason reason) {
		this.events.add("disconnected");
		if (Context.current().isCancelled() || Context.current().getDeadline() != null) {
			this.events.add("cannot call other services");
		}
		this.disconnected.complete(reason);
	}

	HubContext connection() {
		return context();
	}

	TestHubReceiver receiver() {
		return client();
	}

	TestHubReceiver receiver(Duration resultTimeout) {
		return client(resultTimeout);
	}

	HubGroups<TestHubReceiver> groups() {
		return group();
	}

	@Override
	public int add(int a, int b) {
		this.events.add("add " + a);
		return a + b;
	}

	@Override
	public void tell(String text) {
		this.events.add("tell " + text);
		this.action.run();
		if (text.equals("fail")) {
			throw new IllegalStateException("secret");
		}
	}

	@Override
	public CompletionStage<@Nullable Void> pass() {
		return CompletableFuture.completedFuture(null);
	}

	@Override
	public CompletionStage<String> later() {
		this.events.add("later");
		return this.later;
	}

	@Override
	public @Nullable CompletionStage<String> broken() {
		return null;
	}

	@Override
	public int fail(String how) throws Exception {
		throw switch (how) {
			case "hub without a text" -> new HubStatusException(9, null);
			case "no status of gRPC" -> new HubStatusException(-7, "ours");
			case "hub" -> new HubStatusException(99, "a code of our own");
			case "grpc" -> Status.FAILED_PRECONDITION.withDescription("not now").asRuntimeException();
			case "checked" -> Status.NOT_FOUND.asException();
			case "error" -> new IllegalStateException(new AssertionError("secret"));
			default -> new IllegalStateException("secret");
		};
	}

	@Override
	public CompletionStage<Integer> failLater() {
		return CompletableFuture.supplyAsync(() -> {
			throw new HubStatusException(9, "later");
		});
	}

	@Override
	public int askAndWait(int x) {
		return client().onAsk(x).join();
	}

	@Override
	public CompletionStage<Integer> askLater(int x) {
		this.events.add("ask");
		return client().onAsk(x);
	}

	@Override
	public String whatIsCurrent() {
		return TestContexts.current();
	}

	@NonBlocking
	@Override
	public String thread(int blocksMillis) throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(blocksMillis);
		return Thread.currentThread().getName();
	}

	@NonBlocking
	@Override
	public String askNowOnEventLoop(int x) {
		String thread = Thread.currentThread().getName();
		return thread.startsWith("grpc-default-worker") ? String.valueOf(client().onAskNow(x)) : thread;
	}

	@Override
	public void hold() {
		this.events.add("hold");
		try {
			if (!this.gate.await(30, TimeUnit.SECONDS)) {
				throw new IllegalStateException("nobody opened the gate");
			}
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
