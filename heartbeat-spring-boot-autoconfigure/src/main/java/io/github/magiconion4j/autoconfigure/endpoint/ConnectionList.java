package io.github.magiconion4j.autoconfigure.endpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A page of connections, with totals of all matching ones.
 *
 * @param total the number of matching connections
 * @param open how many of them are open
 * @param suspended how many of them have a suspended heartbeat
 * @param refusing the service names of hubs that refuse new connections
 * @param latency percentiles of their last latencies; {@code null} if none has a latency
 * @param limit the size of the page
 * @param offset the number of skipped connections
 * @param connections the page
 */
record ConnectionList(int total, int open, int suspended, List<String> refusing, @Nullable Percentiles latency,
		int limit, int offset, List<ConnectionDescriptor> connections) {

	/**
	 * Creates a page.
	 * @param matching all connections that match
	 * @param refusing hubs that refuse new connections
	 */
	static ConnectionList of(Stream<WatchedConnection> matching, ConnectionQuery query, List<String> refusing) {
		List<WatchedConnection> all = matching.toList();
		int to = (int) Math.min(all.size(), (long) query.offset() + query.limit());
		return new ConnectionList(all.size(), (int) all.stream().filter(WatchedConnection::open).count(),
				(int) all.stream().filter(WatchedConnection::suspended).count(), refusing, Percentiles.of(all),
				query.limit(), query.offset(),
				page(all, query.offset(), to, order(query)).stream().map((each) -> each.details().get()).toList());
	}

	/** By the sort key, then by id, so that consecutive pages have the same order. */
	private static List<ToLongFunction<WatchedConnection>> order(ConnectionQuery query) {
		return List.of(query.sort()::key, (each) -> each.id().getMostSignificantBits(),
				(each) -> each.id().getLeastSignificantBits());
	}

	/**
	 * The connections at some positions of the order, highest first. It sorts numbers,
	 * which is cheap, but not the connections before and after the page.
	 */
	private static List<WatchedConnection> page(List<WatchedConnection> all, int from, int to,
			List<ToLongFunction<WatchedConnection>> order) {
		if (from >= to) {
			return List.of();
		}
		if (order.isEmpty()) {
			return all.subList(from, to);
		}
		ToLongFunction<WatchedConnection> key = order.get(0);
		List<ToLongFunction<WatchedConnection>> further = order.subList(1, order.size());
		long[] keys = all.stream().mapToLong(key).sorted().toArray();
		long highest = keys[keys.length - 1 - from];
		long lowest = keys[keys.length - to];
		int before = (int) Arrays.stream(keys).filter((each) -> each > highest).count();
		List<WatchedConnection> first = all.stream().filter((each) -> key.applyAsLong(each) == highest).toList();
		if (highest == lowest) {
			return page(first, from - before, to - before, further);
		}
		List<WatchedConnection> page = new ArrayList<>(page(first, from - before, first.size(), further));
		all.stream()
			.filter((each) -> key.applyAsLong(each) < highest && key.applyAsLong(each) > lowest)
			.sorted(comparator(order))
			.forEach(page::add);
		List<WatchedConnection> last = all.stream().filter((each) -> key.applyAsLong(each) == lowest).toList();
		page.addAll(page(last, 0, to - from - page.size(), further));
		return page;
	}

	private static Comparator<WatchedConnection> comparator(List<ToLongFunction<WatchedConnection>> order) {
		return order.stream().map(Comparator::comparingLong).reduce(Comparator::thenComparing).orElseThrow().reversed();
	}

	ConnectionList show(boolean allowed) {
		return new ConnectionList(this.total, this.open, this.suspended, this.refusing, this.latency, this.limit,
				this.offset, this.connections.stream().map((each) -> each.show(allowed)).toList());
	}

	/**
	 * Percentiles of the latencies of many connections, in milliseconds, by nearest rank.
	 *
	 * @param count the number of connections with a latency
	 * @param p50Millis the median
	 * @param p95Millis the 95th percentile
	 * @param p99Millis the 99th percentile
	 * @param maxMillis the maximum
	 */
	record Percentiles(int count, double p50Millis, double p95Millis, double p99Millis, double maxMillis) {

		static @Nullable Percentiles of(List<WatchedConnection> connections) {
			long[] nanos = connections.stream()
				.mapToLong(WatchedConnection::latencyNanos)
				.filter((latency) -> latency >= 0)
				.toArray();
			if (nanos.length == 0) {
				return null;
			}
			Arrays.sort(nanos);
			return new Percentiles(nanos.length, rank(nanos, 50), rank(nanos, 95), rank(nanos, 99), rank(nanos, 100));
		}

		private static double rank(long[] nanos, int percent) {
			int rank = (int) (((long) nanos.length * percent + 99) / 100);
			return nanos[rank - 1] / 1e6;
		}

	}

}
