package io.github.magiconion4j.autoconfigure.groups;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.magiconion4j.backplane.PresenceStore;
import io.github.magiconion4j.protocol.GroupNames;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/**
 * Redis' publish and subscribe, by Lettuce, with the settings of the application's
 * connection factory.
 * <p>
 * A session is two connections, since one that is subscribed may not publish. Lettuce
 * does not reconnect them: it would send later what was not answered, which may have
 * arrived.
 */
final class RedisBackplane extends AbstractBackplane {

	private static final RedisCodec<String, byte[]> CODEC = RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

	private static final long CONFIRM_SECONDS = 5;

	/** So many channels are in one command. */
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
		this.factory = LettuceCopies.of(factory);
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
		return (client instanceof RedisClusterClient cluster) ? open(cluster::connectPubSub, cluster::connect)
				: open(((RedisClient) client)::connectPubSub, ((RedisClient) client)::connect);
	}

	private RedisSession open(
			Function<RedisCodec<String, byte[]>, StatefulRedisPubSubConnection<String, byte[]>> receiving,
			Function<RedisCodec<String, byte[]>, StatefulConnection<String, byte[]>> sending) {
		StatefulRedisPubSubConnection<String, byte[]> first = receiving.apply(CODEC);
		try {
			return new RedisSession(first, sending.apply(CODEC));
		}
		catch (RuntimeException ex) {
			first.closeAsync();
			throw ex;
		}
	}

	/** Before that, it takes back what it has said of members, if Redis answers. */
	@Override
	public void close() {
		this.presences.forEach(RedisPresence::end);
		super.close();
		this.factory.destroy();
	}

	private final class RedisSession extends RedisPubSubAdapter<String, byte[]>
			implements Session, RedisConnectionStateListener {

		private final StatefulRedisPubSubConnection<String, byte[]> receiving;

		private final StatefulConnection<String, byte[]> sending;

		private final RedisClusterAsyncCommands<String, byte[]> commands;

		@SuppressWarnings("unchecked") // the codec says so
		RedisSession(StatefulRedisPubSubConnection<String, byte[]> receiving,
				StatefulConnection<String, byte[]> sending) {
			this.receiving = receiving;
			this.sending = sending;
			this.commands = (sending instanceof StatefulRedisClusterConnection<?, ?> cluster)
					? (RedisClusterAsyncCommands<String, byte[]>) cluster.async()
					: ((StatefulRedisConnection<String, byte[]>) sending).async();
			receiving.addListener((RedisPubSubListener<String, byte[]>) this);
			receiving.addListener((RedisConnectionStateListener) this);
			sending.addListener(this);
		}

		@Override
		public CompletionStage<?> publish(String channel, byte[] message) {
			return this.commands.publish(channel, message);
		}

		@Override
		public boolean isAlive() {
			return this.sending.isOpen() && this.receiving.isOpen();
		}

		@Override
		public void subscribe(List<String> channels) throws Exception {
			for (int i = 0; i < channels.size(); i += CHANNELS) {
				this.receiving.async()
					.subscribe(channels.subList(i, Math.min(i + CHANNELS, channels.size())).toArray(String[]::new))
					.get(CONFIRM_SECONDS, TimeUnit.SECONDS);
			}
		}

		@Override
		public void unsubscribe(String channel) {
			this.receiving.async().unsubscribe(channel);
		}

		@Override
		public void message(String channel, byte[] message) {
			receive(channel, message);
		}

		@Override
		public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
			lost(this);
		}

		@Override
		public void close() {
			this.receiving.closeAsync();
			this.sending.closeAsync();
		}

	}

}
