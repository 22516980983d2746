package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.HubClients;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.hub.HubGroups;
import io.github.magiconion4j.internal.invocation.ReceiverTarget;
import io.github.magiconion4j.internal.invocation.RemoteMethod;
import org.jspecify.annotations.Nullable;

/**
 * The client and the groups that the hub of a connection can call.
 */
final class ConnectionClients implements HubClients<Object>, HubGroups<Object> {

	private final Connection connection;

	private final HubService service;

	/** Created on first use: many hubs only call groups. */
	private volatile @Nullable Object client;

	ConnectionClients(Connection connection, HubService service) {
		this.connection = connection;
		this.service = service;
	}

	@Override
	public Object client(@Nullable Duration resultTimeout) {
		return (resultTimeout != null) ? client(resultTimeout.toNanos()) : client();
	}

	private synchronized Object client() {
		Object known = this.client;
		if (known == null) {
			known = client(this.service.core().settings().clientResultTimeout().toNanos());
			this.client = known;
		}
		return known;
	}

	private Object client(long resultTimeoutNanos) {
		return this.service.receivers().create(new Client(this.connection, resultTimeoutNanos));
	}

	@Override
	public HubGroups<Object> groups() {
		return this;
	}

	@Override
	public HubGroup<Object> add(String name) {
		return this.service.groups().join(name, this.connection);
	}

	@Override
	public CompletionStage<HubGroup<Object>> addAsync(String name) {
		return this.service.groups().joinLater(name, this.connection);
	}

	private record Client(Connection connection, long resultTimeoutNanos) implements ReceiverTarget {

		@Override
		public void send(byte[] message) {
			this.connection.sendFromHub(message);
		}

		@Override
		public CompletableFuture<@Nullable Object> ask(RemoteMethod method, @Nullable Object @Nullable [] values) {
			return this.connection.ask(method, values, this.resultTimeoutNanos);
		}

	}

}
