package io.github.magiconion4j.autoconfigure.groups;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.GroupBackplane;
import io.github.magiconion4j.hub.GroupState;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.server.GroupSettings;
import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A server of a fleet, in this process, which counts the events of its groups.
 */
final class RoomServer implements BackplaneListener, AutoCloseable {

	final AtomicLong published = new AtomicLong();

	final AtomicInteger subscriptions = new AtomicInteger();

	private final Map<Drop, AtomicLong> dropped = new EnumMap<>(Drop.class);

	private final StreamingHubServer hubs;

	private final Server grpc;

	private final ManagedChannel channel;

	RoomServer(GroupBackplane backplane) throws IOException {
		for (Drop reason : Drop.values()) {
			this.dropped.put(reason, new AtomicLong());
		}
		this.hubs = StreamingHubServer.builder()
			.hub(RoomHub.class, RoomHub::new)
			.groups(GroupSettings.DEFAULTS.withBackplane(backplane).withListeners((each) -> this))
			.build();
		String name = InProcessServerBuilder.generateName();
		InProcessServerBuilder builder = InProcessServerBuilder.forName(name);
		this.hubs.addTo(builder);
		this.grpc = builder.build().start();
		this.channel = InProcessChannelBuilder.forName(name).build();
	}

	ManagedChannel channel() {
		return this.channel;
	}

	/** The number of members of a room on all servers; {@code null} if it is unknown. */
	@Nullable Integer everywhere(String room) {
		return this.hubs.everywhere(new GroupState("IRoomHub", room, "redis", 0, null))
			.toCompletableFuture()
			.join()
			.membersEverywhere();
	}

	@Override
	public void published(int bytes) {
		this.published.incrementAndGet();
	}

	@Override
	public void dropped(Drop reason) {
		count(reason).incrementAndGet();
	}

	@Override
	public void subscriptions(int change) {
		this.subscriptions.addAndGet(change);
	}

	long lost(Drop... reasons) {
		long sum = 0;
		for (Drop reason : reasons) {
			sum += count(reason).get();
		}
		return sum;
	}

	private AtomicLong count(Drop reason) {
		return Objects.requireNonNull(this.dropped.get(reason));
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
		this.hubs.close();
		this.grpc.shutdownNow();
	}

	private static final class RoomHub extends StreamingHubBase<IRoomHub.Receiver> implements IRoomHub {

		private volatile @Nullable HubGroup<IRoomHub.Receiver> room;

		@Override
		public CompletionStage<Void> joinAsync(String name) {
			return group().addAsync(name).thenAccept((joined) -> this.room = joined);
		}

		@Override
		public CompletionStage<Void> sayAsync(int sender, int number) {
			Objects.requireNonNull(this.room).all().onSaid(sender, number);
			return CompletableFuture.completedStage(null);
		}

	}

}
