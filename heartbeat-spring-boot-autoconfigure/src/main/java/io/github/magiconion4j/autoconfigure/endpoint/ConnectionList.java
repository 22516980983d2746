package io.github.magiconion4j.autoconfigure.endpoint;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
		return new ConnectionList(all.size(), (int) all.stream().filter(WatchedConnection::open).count(),
				(int) all.stream().filter(WatchedConnection::suspended).count(), refusing, Percentiles.of(all),
				query.limit(), query.offset(), page(all, query).stream().map((each) -> each.details().get()).toList());
	}

	/**
	 * Sorts all keys, which are cheap numbers, but creates only the connections of the
	 * page.
	 */
	private static List<WatchedConnection> page(List<WatchedConnection> all, ConnectionQuery query) {
		ConnectionQuery.Sort sort = query.sort();
		long[] keys = all.stream().mapToLong(sort::key).sorted().toArray();
		int from = query.offset();
		int to = (int) Math.min(keys.length, (long) from + query.limit());
		if (from >= to) {
			return List.of();
		}
		long highest = keys[keys.length - 1 - from];
		long lowest = keys[keys.length - to];
		long before = all.stream().filter((each) -> sort.key(each) > highest).count();
		return all.stream()
			.filter((each) -> sort.key(each) >= lowest && sort.key(each) <= highest)
			.sorted(Comparator.<WatchedConnection>comparingLong(sort::key)
				.thenComparing(WatchedConnection::id)
				.reversed())
			.skip(from - before)
			.limit(to - from)
			.toList();
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
