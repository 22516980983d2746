package io.github.magiconion4j.internal.threads;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * A queue of tasks, first in, first out, with many producers and one consumer at a time.
 * Lock-free: producers push to a stack (R. K. Treiber, "Systems Programming: Coping with
 * Parallelism", 1986); the consumer takes the whole stack and reverses it. An empty queue
 * has no nodes.
 * <p>
 * It is a superclass, not a field, to save one object per connection.
 */
abstract class TaskQueue {

	private static final AtomicReferenceFieldUpdater<TaskQueue, @Nullable Node> ADDED = AtomicReferenceFieldUpdater
		.newUpdater(TaskQueue.class, Node.class, "added");

	/** The last added task first. */
	private volatile @Nullable Node added;

	/** The next task first. All are before those in {@link #added}. */
	private @Nullable Node next;

	/** Adds a task. Any thread may call it. */
	final void add(SerialExecutor.Task task) {
		Node node = new Node(task);
		do {
			node.following = this.added;
		}
		while (!ADDED.compareAndSet(this, node.following, node));
	}

	/**
	 * Whether there are no tasks. Only for the consumer, and for a thread that has just
	 * stopped being it: then {@code true} means that none is left for it to run.
	 */
	final boolean isEmpty() {
		return this.next == null && this.added == null;
	}

	/** Removes and returns the next task; {@code null} if there is none. */
	final SerialExecutor.@Nullable Task poll() {
		Node first = first();
		if (first == null) {
			return null;
		}
		this.next = first.following;
		return first.task;
	}

	/**
	 * Removes a task, and returns whether it was there. Of a task that was added more
	 * than once, one remains for each further time. Only for the consumer.
	 */
	@SuppressWarnings("ReferenceEquality") // another call may have the same arguments
	final boolean remove(SerialExecutor.Task task) {
		Deque<SerialExecutor.Task> others = new ArrayDeque<>();
		boolean found = false;
		for (SerialExecutor.Task each = poll(); each != null; each = poll()) {
			if (!found && each == task) {
				found = true;
			}
			else {
				others.push(each);
			}
		}
		for (SerialExecutor.Task each : others) { // the last one first
			Node node = new Node(each);
			node.following = this.next;
			this.next = node;
		}
		return found;
	}

	private @Nullable Node first() {
		if (this.next == null && this.added != null) {
			Node newest = ADDED.getAndSet(this, null);
			while (newest != null) {
				Node older = newest.following;
				newest.following = this.next;
				this.next = newest;
				newest = older;
			}
		}
		return this.next;
	}

	private static final class Node {

		private final SerialExecutor.Task task;

		private @Nullable Node following;

		Node(SerialExecutor.Task task) {
			this.task = task;
		}

	}

}
