package io.github.magiconion4j.internal.groups;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.BackplaneListener.Drop;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.threads.SerialExecutor;
import io.github.magiconion4j.internal.threads.UserCode;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.OncePerMinute;
import io.github.magiconion4j.internal.timer.TimerEntry;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This server's view of the fleet of servers that a backplane connects. Thread-safe.
 */
public final class Fleet {

	private static final Logger logger = LoggerFactory.getLogger(Fleet.class);

	/**
	 * The most messages of a group that are delivered in a row before other groups get
	 * their turn.
	 */
	private static final int BATCH = 64;

	private final GroupBackplane backplane;

	private final BackplaneListener listener;

	private final long joinTimeoutNanos;

	private final HubTimer timer;

	private final Executor executor;

	private final Executor results;

	private final UserCode userCode;

	private final @Nullable Presence presence;

	/** The channels to which this server has subscribed. */
	private final Set<GroupChannel> subscribed = ConcurrentHashMap.newKeySet();

	private final Map<Drop, OncePerMinute> drops = new EnumMap<>(Drop.class);

	private Fleet(GroupBackplane backplane, BackplaneListener listener, Duration joinTimeout, HubTimer timer,
			Executor executor, Executor results, UserCode userCode) {
		this.backplane = backplane;
		this.listener = listener;
		this.joinTimeoutNanos = joinTimeout.toNanos();
		this.timer = timer;
		this.executor = executor;
		this.results = results;
		this.userCode = userCode;
		for (Drop reason : Drop.values()) {
			this.drops.put(reason, new OncePerMinute(timer::now));
		}
		this.presence = backplane.presence().map((store) -> new Presence(this, store)).orElse(null);
	}

	/**
	 * Creates the view of a backplane's servers.
	 * @param backplane connects the servers
	 * @param listener is notified of messages
	 * @param joinTimeout how long joining a group may take
	 * @param timer enforces the timeout
	 * @param executor delivers messages to members; nothing blocks on it
	 * @param results completes stages of user code, which may block
	 * @param userCode calls the listener
	 * @return the servers as this one sees them
	 */
	public static Fleet of(GroupBackplane backplane, BackplaneListener listener, Duration joinTimeout, HubTimer timer,
			Executor executor, Executor results, UserCode userCode) {
		Fleet fleet = new Fleet(backplane, listener, joinTimeout, timer, executor, results, userCode);
		backplane.addListener(fleet::stateChanged);
		if (fleet.presence != null) {
			fleet.presence.start();
		}
		return fleet;
	}

	/** A channel of a group that is counted on all servers, if there is presence. */
	GroupChannel channel(String group) {
		return new GroupChannel(this, this.backplane.channel(group), this.presence);
	}

	GroupChannel channelWithoutPresence(String group) {
		return new GroupChannel(this, this.backplane.channel(group), null);
	}

	/** Those that have members here. */
	Set<GroupChannel> channels() {
		return this.subscribed;
	}

	GroupBackplane backplane() {
		return this.backplane;
	}

	HubTimer timer() {
		return this.timer;
	}

	Executor executor() {
		return this.executor;
	}

	/**
	 * Runs work that must neither block the backplane's threads nor wait for hub code.
	 */
	SerialExecutor serial() {
		return new SerialExecutor(this.executor, BATCH);
	}

	private void stateChanged(boolean up) {
		tell((listener) -> listener.stateChanged(up));
		if (up) {
			logger.info("Groups reach other servers over {} again", this.backplane.name());
		}
		else {
			logger.warn("Groups reach only members on this server: {} is down", this.backplane.name());
		}
		// On this thread, so that stranded messages are handled before the backplane is
		// up again.
		this.subscribed.forEach((channel) -> channel.stateChanged(up));
		if (up && this.presence != null) {
			this.presence.restored();
		}
	}

	// Called before the channel subscribes, so that it is notified of all later changes.
	void subscribed(GroupChannel channel) {
		this.subscribed.add(channel);
		tell((listener) -> listener.subscriptions(1));
	}

	void unsubscribed(GroupChannel channel) {
		this.subscribed.remove(channel);
		tell((listener) -> listener.subscriptions(-1));
	}

	void tell(Consumer<BackplaneListener> event) {
		this.userCode.run(this.listener, () -> event.accept(this.listener));
	}

	/** Counts a lost message, and logs the count at most once a minute. */
	void dropped(Drop reason, @Nullable Object detail) {
		tell((listener) -> listener.dropped(reason));
		OncePerMinute events = this.drops.get(reason);
		long count = (events != null) ? events.next() : 0;
		if (count > 0) {
			logger.warn("{} calls of groups were lost over {} since the last such line: {}{}", count,
					this.backplane.name(), describe(reason), (detail != null) ? ": " + detail : "");
		}
	}

	private static String describe(Drop reason) {
		return switch (reason) {
			case DOWN -> "it is down; members on this server received them";
			case UNCONFIRMED ->
				"it went down before they were confirmed; members on this server received them, others possibly";
			case FULL -> "its outbound queue is full; no member received them";
			case TOO_LARGE -> "they exceed its maximum message size";
			case MALFORMED -> "a received message is not a valid group message";
			case OVERFLOW -> "messages arrive faster than this server can deliver them";
		};
	}

	/**
	 * Adds the join timeout to a future.
	 * @param confirmed completes when the subscription is confirmed
	 * @return a future that completes like it, or fails with the status for the client
	 */
	CompletableFuture<@Nullable Void> bounded(CompletableFuture<@Nullable Void> confirmed) {
		return bounded(confirmed,
				"The group cannot be joined: " + this.backplane.name() + " did not confirm the subscription");
	}

	/**
	 * Limits how long a query about other servers takes.
	 * @param answer the answer of the backplane
	 * @return the same, or a failure with the status for the client; on a thread that
	 * user code may block
	 */
	<T> CompletionStage<T> answered(CompletableFuture<T> answer) {
		CompletableFuture<T> result = new CompletableFuture<>();
		bounded(answer, "The members on other servers are unknown: " + this.backplane.name() + " did not answer")
			.whenCompleteAsync((value, failure) -> {
				if (failure != null) {
					tell(BackplaneListener::presenceFailed);
					result.completeExceptionally(failure);
				}
				else {
					result.complete(value);
				}
			}, this.results);
		return result.minimalCompletionStage();
	}

	private <T extends @Nullable Object> CompletableFuture<T> bounded(CompletableFuture<T> stage, String text) {
		CompletableFuture<T> result = new CompletableFuture<>();
		TimerEntry timeout = new TimerEntry() {

			@Override
			protected long run(long now) {
				result.completeExceptionally(new HubStatusException(Status.Code.UNAVAILABLE, text + " in time.", null));
				return NEVER;
			}

		};
		timer().schedule(timeout, timer().now() + this.joinTimeoutNanos);
		stage.whenComplete((value, failure) -> {
			timer().cancel(timeout);
			if (failure != null) {
				result.completeExceptionally(new HubStatusException(Status.Code.UNAVAILABLE, text + ".", failure));
			}
			else {
				result.complete(value);
			}
		});
		return result;
	}

}
