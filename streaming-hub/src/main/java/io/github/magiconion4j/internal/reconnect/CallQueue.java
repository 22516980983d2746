package io.github.magiconion4j.internal.reconnect;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The calls that wait, in their order. Thread-safe: it is its own lock.
 */
final class CallQueue {

	private static final int MAX_WAITING = 10_000;

	private final Set<WaitingCall> calls = new LinkedHashSet<>();

	synchronized boolean isFull() {
		return this.calls.size() >= MAX_WAITING;
	}

	synchronized void add(WaitingCall call) {
		this.calls.add(call);
		call.startWaiting();
	}

	/**
	 * A call that was the first waits once more, before all others, unless its caller has
	 * given up meanwhile.
	 */
	synchronized void putBack(WaitingCall first) {
		if (first.isGivenUp()) {
			return;
		}
		List<WaitingCall> others = List.copyOf(this.calls);
		this.calls.clear();
		add(first);
		this.calls.addAll(others);
	}

	synchronized @Nullable WaitingCall poll() {
		Iterator<WaitingCall> iterator = this.calls.iterator();
		if (!iterator.hasNext()) {
			return null;
		}
		WaitingCall first = iterator.next();
		iterator.remove();
		return first;
	}

	/** The caller of a call does not wait for it any more. */
	synchronized void giveUp(WaitingCall call) {
		call.giveUp();
		remove(call);
	}

	/** Removes a call, and returns whether it was waiting. */
	synchronized boolean remove(WaitingCall call) {
		call.stopWaiting();
		return this.calls.remove(call);
	}

}
