package io.github.magiconion4j.autoconfigure.groups;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.magiconion4j.backplane.PresenceStore;
import io.lettuce.core.Range;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the members of groups in Redis. Each server has one sorted set of all its
 * members, in which the members of a group are adjacent. So a join or leave is one
 * command, and counting a large group is as fast as counting a small one. The set is
 * valid while the server's lease exists, a key that expires. Another key has the ids of
 * all servers.
 * <p>
 * All keys expire, and each command uses only one key, as Redis Cluster requires.
 */
final class RedisPresence implements PresenceStore {

	private static final Logger logger = LoggerFactory.getLogger(RedisPresence.class);

	/** The most members in one command. */
	private static final int MEMBERS = 1000;

	/**
	 * Members are kept for this many leases, so that a server that was paused need not
	 * add them again.
	 */
	private static final int KEPT_LEASES = 4;

	/** Longer than any lease, because the servers of a fleet may have different ones. */
	private static final Duration KEPT_SERVERS = Duration.ofDays(1);

	/**
	 * Marks a set as complete: it disappears when the set expires. Members are never
	 * empty.
	 */
	private static final byte[] BEGUN = {};

	private static final int ID_BYTES = 2 * Long.BYTES;

	private final Supplier<@Nullable RedisClusterAsyncCommands<String, byte[]>> redis;

	private final Duration lease;

	private final long maxUnansweredBytes;

	private final AtomicLong unansweredBytes = new AtomicLong();

	private final String names;

	/** The id of this server. */
	private final String id = UUID.randomUUID().toString();

	/**
	 * Creates the store of a server.
	 * @param redis returns the current connection; {@code null} while there is none
	 * @param prefix the common prefix of channel names of the fleet
	 * @param lease how long members are valid without being renewed
	 * @param maxUnansweredBytes the most bytes of commands that may wait for answers
	 */
	RedisPresence(Supplier<@Nullable RedisClusterAsyncCommands<String, byte[]>> redis, String prefix, Duration lease,
			long maxUnansweredBytes) {
		this.redis = redis;
		this.names = "MagicOnion4j.Presence?prefix=" + prefix;
		this.lease = lease;
		this.maxUnansweredBytes = maxUnansweredBytes;
	}

	private String serversKey() {
		return this.names + "/servers";
	}

	private String leaseKey(String server) {
		return this.names + "/lease/" + server;
	}

	private String membersKey(String server) {
		return this.names + "/members/" + server;
	}

	@Override
	public Duration lease() {
		return this.lease;
	}

	@Override
	public CompletionStage<Boolean> renew() {
		long millis = this.lease.toMillis();
		CompletionStage<Long> begun = send(0, (commands) -> commands.zadd(membersKey(this.id), 0, BEGUN));
		return all(List.of(send(0, (commands) -> commands.pexpire(membersKey(this.id), KEPT_LEASES * millis)),
				send(0, (commands) -> commands.set(leaseKey(this.id), BEGUN, SetArgs.Builder.px(millis))),
				send(0, (commands) -> commands.sadd(serversKey(), bytes(this.id))),
				send(0, (commands) -> commands.expire(serversKey(), KEPT_SERVERS))))
			.thenCombine(begun, (done, added) -> added == 0);
	}

	@Override
	public CompletionStage<?> clear() {
		forgetTheDead();
		return send(0, (commands) -> commands.del(membersKey(this.id)));
	}

	/**
	 * Removes dead servers at the start, so that there are never many more ids than live
	 * servers.
	 */
	private void forgetTheDead() {
		everyServer().thenAccept((servers) -> servers.forEach((server) -> isAlive(server).thenAccept((alive) -> {
			if (!alive) {
				forget(server);
			}
		})));
	}

	private CompletionStage<?> forget(String server) {
		return all(List.of(send(0, (commands) -> commands.del(leaseKey(server))),
				send(0, (commands) -> commands.srem(serversKey(), bytes(server))),
				send(0, (commands) -> commands.del(membersKey(server)))));
	}

	/** Removes all entries of this server and its lease. Waits a short time for that. */
	void end() {
		try {
			forget(this.id).toCompletableFuture().get(1, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (ExecutionException | TimeoutException ex) {
			logger.debug("The presence entries of this server were not removed; they expire with its lease", ex);
		}
	}

	@Override
	public CompletionStage<?> add(String channel, Collection<UUID> members) {
		byte[] group = group(channel);
		List<UUID> all = List.copyOf(members);
		List<CompletionStage<?>> sent = new ArrayList<>();
		for (int i = 0; i < all.size(); i += MEMBERS) {
			List<UUID> some = all.subList(i, Math.min(i + MEMBERS, all.size()));
			Object[] scored = new Object[2 * some.size()];
			for (int k = 0; k < some.size(); k++) {
				scored[2 * k] = 0.0;
				scored[2 * k + 1] = member(group, some.get(k));
			}
			sent.add(send(some.size() * (group.length + ID_BYTES),
					(commands) -> commands.zadd(membersKey(this.id), scored)));
		}
		return all(sent);
	}

	@Override
	public CompletionStage<?> remove(String channel, UUID member) {
		byte[] value = member(group(channel), member);
		return send(value.length, (commands) -> commands.zrem(membersKey(this.id), value));
	}

	@Override
	public CompletionStage<Integer> count(String channel) {
		Range<byte[]> range = range(channel);
		return ask((server) -> send(0, (commands) -> commands.zlexcount(membersKey(server), range)))
			.thenApply((counts) -> counts.stream().mapToInt(Long::intValue).sum());
	}

	@Override
	public CompletionStage<Set<UUID>> members(String channel) {
		Range<byte[]> range = range(channel);
		return ask((server) -> send(0, (commands) -> commands.zrangebylex(membersKey(server), range)))
			.thenApply((members) -> {
				Set<UUID> ids = new HashSet<>();
				members.forEach((some) -> some.forEach((member) -> ids.add(id(member))));
				return ids;
			});
	}

	/** Queries the sets of all live servers at the same time. */
	private <T> CompletionStage<List<T>> ask(Function<String, CompletionStage<T>> question) {
		return everyServer()
			.thenCompose((servers) -> all(servers.stream()
				.map((server) -> isAlive(server).thenCombine(question.apply(server),
						(alive, answer) -> alive ? List.of(answer) : List.<T>of()))
				.toList()))
			.thenApply((answers) -> answers.stream().flatMap(List::stream).toList());
	}

	private CompletionStage<List<String>> everyServer() {
		return send(0, (commands) -> commands.smembers(serversKey()))
			.thenApply((ids) -> ids.stream().map((each) -> new String(each, StandardCharsets.UTF_8)).toList());
	}

	private CompletionStage<Boolean> isAlive(String server) {
		return send(0, (commands) -> commands.exists(leaseKey(server))).thenApply((count) -> count > 0);
	}

	/** Sends a command, unless too many bytes wait for answers. */
	private <T> CompletionStage<T> send(int bytes,
			Function<RedisClusterAsyncCommands<String, byte[]>, RedisFuture<T>> command) {
		RedisClusterAsyncCommands<String, byte[]> commands = this.redis.get();
		if (commands == null) {
			return CompletableFuture.failedStage(new IllegalStateException("Redis is down"));
		}
		if (this.unansweredBytes.addAndGet(bytes) > this.maxUnansweredBytes) {
			this.unansweredBytes.addAndGet(-bytes);
			return CompletableFuture
				.failedStage(new IllegalStateException("too many bytes are waiting to be sent to Redis"));
		}
		try {
			return command.apply(commands).whenComplete((answer, failure) -> this.unansweredBytes.addAndGet(-bytes));
		}
		catch (RuntimeException ex) {
			this.unansweredBytes.addAndGet(-bytes);
			return CompletableFuture.failedStage(ex);
		}
	}

	private static <T> CompletionStage<List<T>> all(List<? extends CompletionStage<? extends T>> stages) {
		CompletionStage<List<T>> all = CompletableFuture.completedStage(new ArrayList<>());
		for (CompletionStage<? extends T> each : stages) {
			all = all.thenCombine(each, (values, value) -> {
				values.add(value);
				return values;
			});
		}
		return all;
	}

	/** The prefix of all members of a group, and only of those. */
	private static byte[] group(String channel) {
		byte[] name = bytes(channel);
		return ByteBuffer.allocate(Integer.BYTES + name.length).putInt(name.length).put(name).array();
	}

	private static byte[] member(byte[] group, UUID id) {
		return ByteBuffer.allocate(group.length + ID_BYTES)
			.put(group)
			.putLong(id.getMostSignificantBits())
			.putLong(id.getLeastSignificantBits())
			.array();
	}

	private static UUID id(byte[] member) {
		ByteBuffer id = ByteBuffer.wrap(member, member.length - ID_BYTES, ID_BYTES);
		return new UUID(id.getLong(), id.getLong());
	}

	private static Range<byte[]> range(String channel) {
		byte[] group = group(channel);
		return Range.create(member(group, new UUID(0, 0)), member(group, new UUID(-1, -1)));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
