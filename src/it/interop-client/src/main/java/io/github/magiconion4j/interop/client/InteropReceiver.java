package io.github.magiconion4j.interop.client;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.interop.hubs.IInteropHubReceiver;
import io.github.magiconion4j.interop.hubs.Payload;

/**
 * Behaves like the peers' receiver.
 */
final class InteropReceiver implements IInteropHubReceiver {

	final List<String> messages = new CopyOnWriteArrayList<>();

	final List<Payload> payloads = new CopyOnWriteArrayList<>();

	final AtomicInteger ticks = new AtomicInteger();

	@Override
	public void onMessage(String user, String text) {
		this.messages.add(user + ": " + text);
	}

	@Override
	public void onTick() {
		this.ticks.incrementAndGet();
	}

	@Override
	public void onPayload(Payload payload) {
		this.payloads.add(payload);
	}

	@Override
	public CompletionStage<Integer> askAsync(int x) {
		return CompletableFuture.completedStage(2 * x);
	}

	@Override
	public CompletionStage<String> askNameAsync(String prefix, int n) {
		return CompletableFuture.completedStage(prefix + n);
	}

	@Override
	public CompletionStage<Integer> askFailAsync(String reason) {
		throw new IllegalStateException(reason);
	}

}
