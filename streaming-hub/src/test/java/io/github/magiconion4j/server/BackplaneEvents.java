package io.github.magiconion4j.server;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.magiconion4j.backplane.BackplaneListener;

/**
 * Counts what a listener of a backplane is told.
 */
final class BackplaneEvents implements BackplaneListener {

	final AtomicInteger published = new AtomicInteger();

	final AtomicInteger received = new AtomicInteger();

	final AtomicInteger returned = new AtomicInteger();

	final AtomicLong nanos = new AtomicLong();

	final AtomicInteger subscriptions = new AtomicInteger();

	private final Map<Drop, Integer> drops = new ConcurrentHashMap<>();

	volatile int up;

	int drops(Drop reason) {
		return this.drops.getOrDefault(reason, 0);
	}

	@Override
	public void published(int bytes) {
		this.published.incrementAndGet();
	}

	@Override
	public void received(int bytes) {
		this.received.incrementAndGet();
	}

	@Override
	public void returned(long time) {
		this.returned.incrementAndGet();
		this.nanos.set(time);
	}

	@Override
	public void dropped(Drop reason) {
		this.drops.merge(reason, 1, Integer::sum);
	}

	@Override
	public void subscriptions(int change) {
		this.subscriptions.addAndGet(change);
	}

	@Override
	public void stateChanged(boolean now) {
		this.up = now ? 1 : 0;
		throw new IllegalStateException("listeners may do anything");
	}

}
