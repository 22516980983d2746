package io.github.magiconion4j.interop.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Servers that serve one after the other. While one serves, the next ones start.
 */
final class Successors implements AutoCloseable {

	private final ArchivedServer archived;

	private final ExecutorService starters;

	private final Queue<Successor> starting = new ArrayDeque<>();

	private @Nullable ServerProcess current;

	Successors(ArchivedServer archived, int ahead) {
		this.archived = archived;
		this.starters = Executors.newFixedThreadPool(ahead);
		for (int i = 0; i < ahead; i++) {
			startOne();
		}
	}

	private void startOne() {
		ServerProcess server = this.archived.server();
		this.starting.add(new Successor(server, this.starters.submit(server::start)));
	}

	/** The serving server. */
	ServerProcess current() {
		return Stream.ofNullable(this.current).findAny().orElseThrow();
	}

	/** Waits until the next one serves. */
	ServerProcess next() throws Exception {
		startOne();
		Successor next = this.starting.remove();
		next.start().get();
		if (this.current != null) {
			this.current.close();
		}
		this.current = next.server();
		return next.server();
	}

	@Override
	public void close() {
		this.starters.shutdownNow();
		this.starting.forEach((each) -> each.server().close());
		if (this.current != null) {
			this.current.close();
		}
	}

	/**
	 * A future server.
	 *
	 * @param server the server
	 * @param start completes when it serves
	 */
	private record Successor(ServerProcess server, Future<?> start) {

	}

}
