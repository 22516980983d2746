package io.github.magiconion4j.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.HubExceptionTranslator;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.internal.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.serialization.MessagePackHubSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Builds a server of hubs with its own threads, for an application without Spring. Only
 * its {@linkplain #hub hubs} are required. Not thread-safe.
 */
public final class StreamingHubServerBuilder {

	private static final int THREADS = 200;

	private final List<Map.Entry<HubContract, HubFactory>> hubs = new ArrayList<>();

	private final List<HubFilter> filters = new ArrayList<>();

	private final List<ContextPropagator> propagators = new ArrayList<>();

	private final List<HubExceptionTranslator> translators = new ArrayList<>();

	private HubSerializer serializer = new MessagePackHubSerializer();

	private GroupSettings groups = GroupSettings.DEFAULTS;

	private ServerSettings settings = ServerSettings.DEFAULTS;

	private @Nullable HeartbeatSettings heartbeat;

	private @Nullable HeartbeatMetadataProvider metadata;

	private HubListener listener = HubListener.NONE;

	private int threads = THREADS;

	StreamingHubServerBuilder() {
	}

	/**
	 * Serves a hub.
	 * @param type the class of the hub, which implements its contract
	 * @param factory creates a hub for each connection, on a thread that may block
	 * @param <H> the class of the hub
	 * @return this builder
	 * @throws InvalidContractException if the class has no contract, or one that cannot
	 * be served
	 */
	public <H extends StreamingHubBase<?>> StreamingHubServerBuilder hub(Class<H> type, Supplier<H> factory) {
		Objects.requireNonNull(factory, "factory");
		this.hubs.add(Map.entry(HubContract.of(type), () -> HubFactory.Created.of(factory.get())));
		return this;
	}

	/**
	 * Enables heartbeats of the server. (Default: none)
	 * @param settings interval, timeout and so on, the same for all hubs
	 * @return this builder
	 */
	public StreamingHubServerBuilder heartbeat(HeartbeatSettings settings) {
		this.heartbeat = Objects.requireNonNull(settings, "settings");
		return this;
	}

	/**
	 * Sets the metadata of heartbeats. (Default: nil)
	 * @param provider called at most once per interval, on a thread that may block
	 * @return this builder
	 */
	public StreamingHubServerBuilder heartbeatMetadata(HeartbeatMetadataProvider provider) {
		this.metadata = Objects.requireNonNull(provider, "provider");
		return this;
	}

	/**
	 * Sets the limits of connections. (Default: {@link ServerSettings#DEFAULTS})
	 * @param limits the limits
	 * @return this builder
	 */
	public StreamingHubServerBuilder settings(ServerSettings limits) {
		this.settings = Objects.requireNonNull(limits, "limits");
		return this;
	}

	/**
	 * Sets the serializer of arguments and results. (Default: MessagePack as in C#)
	 * @param bodies the serializer
	 * @return this builder
	 */
	public StreamingHubServerBuilder serializer(HubSerializer bodies) {
		this.serializer = Objects.requireNonNull(bodies, "bodies");
		return this;
	}

	/**
	 * Sets the maximum number of threads that run hub methods. The same number may start
	 * connections. Threads are started on demand. (Default: {@value #THREADS})
	 * @param maximum the maximum, at least 1
	 * @return this builder
	 */
	public StreamingHubServerBuilder threads(int maximum) {
		if (maximum < 1) {
			throw new IllegalArgumentException("At least one thread is needed, not " + maximum);
		}
		this.threads = maximum;
		return this;
	}

	/**
	 * Adds a filter, inside of those that were added before.
	 * @param filter wraps connects and calls
	 * @return this builder
	 */
	public StreamingHubServerBuilder filter(HubFilter filter) {
		this.filters.add(Objects.requireNonNull(filter, "filter"));
		return this;
	}

	/**
	 * Adds a propagator.
	 * @param propagator carries context from the start of a connection to its hub code
	 * @return this builder
	 */
	public StreamingHubServerBuilder propagator(ContextPropagator propagator) {
		this.propagators.add(Objects.requireNonNull(propagator, "propagator"));
		return this;
	}

	/**
	 * Adds a translator, called after those that were added before.
	 * @param translator maps exceptions to statuses
	 * @return this builder
	 */
	public StreamingHubServerBuilder translator(HubExceptionTranslator translator) {
		this.translators.add(Objects.requireNonNull(translator, "translator"));
		return this;
	}

	/**
	 * Sets the listener for connections and calls. (Default: none)
	 * @param hubListener the listener of all hubs
	 * @return this builder
	 */
	public StreamingHubServerBuilder listener(HubListener hubListener) {
		this.listener = Objects.requireNonNull(hubListener, "hubListener");
		return this;
	}

	/**
	 * Sets how groups are connected with those of other servers. (Default: groups of this
	 * server only)
	 * @param groupSettings the settings of groups
	 * @return this builder
	 */
	public StreamingHubServerBuilder groups(GroupSettings groupSettings) {
		this.groups = Objects.requireNonNull(groupSettings, "groupSettings");
		return this;
	}

	/**
	 * Builds the server. It starts no threads before the first client connects.
	 * @return the server, to be {@linkplain StreamingHubServer#addTo added} to a gRPC
	 * server, and to be closed
	 * @throws InvalidContractException if two hubs have the same service name
	 */
	public StreamingHubServer build() {
		ServerThreads own = new ServerThreads(this.threads);
		ServerExtensions extensions = new ServerExtensions(this.filters, this.propagators, this.translators);
		StreamingHubServer server = new StreamingHubServer(this.serializer, own.timer(), own.executors(), this.settings,
				() -> extensions, this.groups, own::close);
		HeartbeatEngine engine = new HeartbeatEngine(own.timer(), own.elastic(), own.elastic());
		this.hubs.forEach((hub) -> server.service(hub.getKey(), hub.getValue(),
				heartbeats(engine, hub.getKey().serviceName()), this.listener, HubOptions.DEFAULTS));
		return server;
	}

	private Heartbeats heartbeats(HeartbeatEngine engine, String serviceName) {
		HubSerializer bodies = this.serializer;
		return (this.heartbeat == null) ? Heartbeats.NONE : engine.heartbeats(serviceName, this.heartbeat,
				this.metadata, (value) -> encode(bodies, value), HeartbeatListener.NONE);
	}

	private static byte[] encode(HubSerializer serializer, @Nullable Object metadata) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		Class<?> type = (metadata != null) ? metadata.getClass() : void.class;
		serializer.value(type, HubSerializer.Direction.WRITE).write(metadata, bytes);
		return bytes.toByteArray();
	}

}
