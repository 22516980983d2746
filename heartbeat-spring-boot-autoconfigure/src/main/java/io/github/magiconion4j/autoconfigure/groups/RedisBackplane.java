package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.magiconion4j.backplane.PresenceStore;
import io.github.magiconion4j.protocol.GroupNames;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.pubsub.api.async.RedisPubSubAsyncCommands;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * A backplane over publish and subscribe of Redis, with Lettuce and the settings of the
 * application's connection factory.
 * <p>
 * A session has two connections, because a subscribed connection cannot publish. Lettuce
 * must not reconnect them: it would repeat unanswered commands, which may have been
 * executed.
 */
final class RedisBackplane extends AbstractBackplane {

	private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

	private static final long CONFIRM_SECONDS = 5;

	/** The most channels in one command. */
	private static final int CHANNELS = 1000;

	private final LettuceConnectionFactory factory;

	private final RedisSettings settings;

	private final Queue<RedisPresence> presences = new ConcurrentLinkedQueue<>();

	/**
	 * Makes an adapter.
	 * @param factory the application's, whose settings are copied
	 * @param settings how groups go over Redis
	 */
	RedisBackplane(LettuceConnectionFactory factory, RedisSettings settings) {
		super("redis", settings.maxUnsentBytes(), settings.patience());
		// longer than patience, so that no command times out before the session is lost
		this.factory = LettuceCopies.of(factory, settings.patience().multipliedBy(2));
		this.settings = settings;
	}

	@Override
	public String channel(String group) {
		return GroupNames.redisChannel(this.settings.prefix(), group);
	}

	@Override
	public int maxMessageSize() {
		return this.settings.maxMessageSize();
	}

	@Override
	public Optional<PresenceStore> presence() {
		Duration lease = this.settings.presenceLease();
		if (lease == null) {
			return Optional.empty();
		}
		RedisPresence presence = new RedisPresence(
				() -> (session() instanceof RedisSession redis && redis.isAlive()) ? redis.commands : null,
				this.settings.prefix(), lease, this.settings.maxUnsentBytes());
		this.presences.add(presence);
		return Optional.of(presence);
	}

	@Override
	Session open() throws Exception {
		if (!this.factory.isRunning()) {
			this.factory.start();
		}
		AbstractRedisClient client = this.factory.getRequiredNativeClient();
		if (client instanceof RedisClusterClient cluster) {
			cluster.refreshPartitions();
			return open(client, cluster::connectPubSub, cluster::connect);
		}
		return open(client, ((RedisClient) client)::connectPubSub, ((RedisClient) client)::connect);
	}

	/**
	 * Connects to each master, or fails: while one is down, and its replica has not taken
	 * over, some groups would be lost. A lost connection is noticed.
	 */
	private static void reachMasters(StatefulRedisClusterConnection<?, ?> cluster) throws Exception {
		pingMasters(cluster).get(CONFIRM_SECONDS, TimeUnit.SECONDS);
	}

	private static CompletableFuture<?> pingMasters(StatefulRedisClusterConnection<?, ?> cluster) {
		CompletableFuture<?>[] answers = cluster.async()
			.nodes((node) -> node.is(NodeFlag.UPSTREAM) && !node.getSlots().isEmpty())
			.commands()
			.ping()
			.futures();
		return CompletableFuture.allOf(answers);
	}

	private RedisSession open(AbstractRedisClient client,
			Function<RedisCodec<String, byte[]>, StatefulRedisPubSubConnection<String, byte[]>> receiving,
			Function<RedisCodec<String, byte[]>, StatefulConnection<String, byte[]>> sending) throws Exception {
		OpenConnections open = new OpenConnections(client);
		List<StatefulConnection<String, byte[]>> connections = new ArrayList<>();
		try {
			StatefulRedisPubSubConnection<String, byte[]> first = receiving.apply(CODEC);
			connections.add(first);
			StatefulConnection<String, byte[]> second = sending.apply(CODEC);
			connections.add(second);
			if (second instanceof StatefulRedisClusterConnection<?, ?> cluster) {
				reachMasters(cluster);
			}
			RedisSession session = new RedisSession(open, first, second);
			open.onLost(() -> lost(session));
			return session;
		}
		catch (Exception ex) {
			open.close();
			connections.forEach(StatefulConnection::closeAsync);
			throw ex;
		}
	}

	/**
	 * Before that, it removes this server's members from the presence, if Redis answers.
	 */
	@Override
	public void close() {
		this.presences.forEach(RedisPresence::end);
		super.close();
		this.factory.destroy();
	}

	private final class RedisSession extends RedisPubSubAdapter<String, byte[]> implements Session {

		private final boolean sharded = RedisBackplane.this.settings.sharded();

		private final OpenConnections open;

		private final StatefulRedisPubSubConnection<String, byte[]> receiving;

		private final StatefulConnection<String, byte[]> sending;

		private final RedisClusterAsyncCommands<String, byte[]> commands;

		private volatile Confirmations confirmations = new Confirmations(List.of());

		/** How many requests to leave a sharded channel have no answer yet. */
		private final Map<String, Integer> leaving = new ConcurrentHashMap<>();

		@SuppressWarnings("unchecked") // the codec determines the types
		RedisSession(OpenConnections open, StatefulRedisPubSubConnection<String, byte[]> receiving,
				StatefulConnection<String, byte[]> sending) {
			this.open = open;
			this.receiving = receiving;
			this.sending = sending;
			this.commands = (sending instanceof StatefulRedisClusterConnection<?, ?> cluster)
					? (RedisClusterAsyncCommands<String, byte[]>) cluster.async()
					: ((StatefulRedisConnection<String, byte[]>) sending).async();
			receiving.addListener(this);
		}

		@Override
		public CompletionStage<?> publish(String channel, byte[] message) {
			return this.sharded ? this.commands.spublish(channel, message) : this.commands.publish(channel, message);
		}

		@Override
		public boolean isAlive() {
			return this.open.areAll();
		}

		/** An echo passes through one master of a cluster only. */
		@Override
		public CompletionStage<?> ping() {
			return (this.sending instanceof StatefulRedisClusterConnection<?, ?> cluster) ? pingMasters(cluster)
					: Session.super.ping();
		}

		@Override
		public void subscribe(List<String> channels) throws Exception {
			RedisPubSubAsyncCommands<String, byte[]> pubSub = this.receiving.async();
			if (this.sharded) { // those of several shards cannot be in one command
				List<RedisFuture<?>> all = new ArrayList<>();
				channels.forEach((channel) -> all.add(pubSub.ssubscribe(channel)));
				for (RedisFuture<?> confirmed : all) {
					confirmed.get(CONFIRM_SECONDS, TimeUnit.SECONDS);
				}
				return;
			}
			for (int i = 0; i < channels.size(); i += CHANNELS) {
				List<String> some = channels.subList(i, Math.min(i + CHANNELS, channels.size()));
				Confirmations awaited = new Confirmations(some);
				this.confirmations = awaited;
				pubSub.subscribe(some.toArray(String[]::new)).get(CONFIRM_SECONDS, TimeUnit.SECONDS);
				awaited.await(CONFIRM_SECONDS, this::isAlive);
			}
		}

		@Override
		public void subscribed(String channel, long count) {
			this.confirmations.confirmed(channel);
		}

		@Override
		public void unsubscribe(String channel) {
			if (this.sharded) {
				this.leaving.merge(channel, 1, Integer::sum);
				this.receiving.async().sunsubscribe(channel).whenComplete((none, failure) -> {
					if (failure != null) {
						hasLeft(channel);
					}
				});
			}
			else {
				this.receiving.async().unsubscribe(channel);
			}
		}

		@Override
		public void message(String channel, byte[] message) {
			receive(channel, message);
		}

		/**
		 * Redis also says this, without being asked, when the slot of a channel moves to
		 * another shard. The next session subscribes there.
		 */
		@Override
		public void sunsubscribed(String channel, long count) {
			boolean asked = this.leaving.containsKey(channel);
			hasLeft(channel);
			if (!asked && isSubscribed(channel)) {
				lost(this);
			}
		}

		private void hasLeft(String channel) {
			this.leaving.computeIfPresent(channel, (name, requests) -> (requests > 1) ? requests - 1 : null);
		}

		@Override
		public void smessage(String channel, byte[] message) {
			receive(channel, message);
		}

		@Override
		public void close() {
			this.open.close();
			this.receiving.closeAsync();
			this.sending.closeAsync();
		}

	}

}
