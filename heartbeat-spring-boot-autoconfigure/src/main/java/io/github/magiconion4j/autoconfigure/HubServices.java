package io.github.magiconion4j.autoconfigure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.contract.InvalidContractException;
import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.SameUserPolicy;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.internal.heartbeat.HeartbeatEngine;
import io.github.magiconion4j.internal.spi.Heartbeats;
import io.github.magiconion4j.serialization.Compression;
import io.github.magiconion4j.serialization.HubSerializer;
import io.github.magiconion4j.server.GroupSettings;
import io.github.magiconion4j.server.HubOptions;
import io.github.magiconion4j.server.ServerExecutors;
import io.github.magiconion4j.server.StreamingHubServer;
import io.grpc.BindableService;
import io.grpc.Server;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Creates the gRPC services of hub beans, with their heartbeats. Listeners and metadata
 * providers may need the gRPC server, so they are resolved after all singletons have been
 * created.
 */
final class HubServices implements SmartInitializingSingleton {

	private final DefaultListableBeanFactory beanFactory;

	private final StreamingHubServer server;

	private final HeartbeatEngine engine;

	private final BodyProperties bodyProperties;

	private final HubBodies bodies;

	private final HubInstrumentations instrumentation;

	private final Map<String, HubThreads> threads;

	private final List<SingletonSupplier<?>> heartbeats = new ArrayList<>();

	private final ServerProperties serverProperties;

	/** Hubs by bean name. */
	private final Map<String, Hub> hubs = new LinkedHashMap<>();

	private final HeartbeatSettingsResolver settings;

	private final MetadataProviders providers;

	HubServices(String[] hubBeanNames, DefaultListableBeanFactory beanFactory, Environment environment,
			HeartbeatProperties properties, ServerProperties serverProperties, StreamingHubServer server,
			BodyProperties bodyProperties, HeartbeatEngine engine, HubBodies bodies, HubExecutors executors,
			HubInstrumentations instrumentation, ObjectProvider<GroupSettings> groups) {
		this.beanFactory = beanFactory;
		this.serverProperties = serverProperties;
		this.server = server;
		this.engine = engine;
		this.bodyProperties = bodyProperties;
		this.bodies = bodies;
		this.instrumentation = instrumentation;
		if (hubBeanNames.length > 0 && beanFactory.getBeanNamesForType(Server.class, true, false).length == 0) {
			GrpcStack.requireOne(beanFactory);
		}
		for (String name : hubBeanNames) {
			this.hubs.put(name, hub(name));
		}
		this.threads = (hubBeanNames.length > 0
				&& beanFactory.getBean(ServerExecutors.class).equals(executors.server())) ? executors.pools()
						: Map.of();
		HubNames names = HubNames.of(this.hubs.values()
			.stream()
			.map((hub) -> hub.contract().serviceName())
			.collect(Collectors.toCollection(TreeSet::new)), environment);
		serverProperties.hubs()
			.keySet()
			.forEach((name) -> names.check(ServerProperties.PREFIX + ".hubs." + name, name));
		groups.ifAvailable((each) -> each.hubs()
			.keySet()
			.forEach((name) -> names.check("magiconion.streaming-hub.groups.hubs." + name, name)));
		boolean annotated = this.hubs.values().stream().anyMatch((hub) -> hub.heartbeat() != null);
		this.settings = new HeartbeatSettingsResolver(properties, environment, names, annotated);
		this.providers = new MetadataProviders(beanFactory,
				this.hubs.values()
					.stream()
					.map(Hub::heartbeat)
					.filter(Objects::nonNull)
					.<Class<?>>map(Heartbeat::metadataProvider)
					.filter((type) -> type != HeartbeatMetadataProvider.class)
					.collect(Collectors.toSet()));
	}

	/**
	 * Creates the service of a hub.
	 * @param hubBeanName the name of the hub bean, one of those passed to the constructor
	 */
	BindableService create(String hubBeanName) {
		Hub hub = Objects.requireNonNull(this.hubs.get(hubBeanName));
		HubOptions options = HubOptions.DEFAULTS.withSameUser(sameUser(hubBeanName, hub));
		HubSerializer own = ownSerializer(hub);
		try {
			return this.server.service(hub.contract(), new HubBeanFactory(this.beanFactory, hubBeanName),
					heartbeats(hub), this.instrumentation.connections(hub.contract().serviceName()),
					(own != null) ? options.withSerializer(own) : options);
		}
		catch (InvalidContractException ex) {
			throw failure(ex);
		}
	}

	private SameUserPolicy sameUser(String hubBeanName, Hub hub) {
		ServerProperties.Hub own = this.serverProperties.hub(hub.contract().serviceName());
		SameUserPolicy set = (own != null) ? own.sameUser() : null;
		StreamingHubService annotation = this.beanFactory.findAnnotationOnBean(hubBeanName, StreamingHubService.class,
				false);
		return (set != null) ? set : (annotation != null) ? annotation.sameUser() : SameUserPolicy.ALLOW;
	}

	/** The serializer of a hub with its own compression setting. */
	private @Nullable HubSerializer ownSerializer(Hub hub) {
		String serviceName = hub.contract().serviceName();
		ServerProperties.Hub own = this.serverProperties.hub(serviceName);
		Compression form = (own != null) ? own.compression() : null;
		return (form == null || form == this.bodyProperties.compression()) ? null
				: this.bodies.with(ServerProperties.PREFIX + ".hubs." + serviceName + ".compression", form);
	}

	private HubSerializer serializer(Hub hub) {
		HubSerializer own = ownSerializer(hub);
		return (own != null) ? own : this.bodies.with(BodyProperties.COMPRESSION, this.bodyProperties.compression());
	}

	private Heartbeats heartbeats(Hub hub) {
		String serviceName = hub.contract().serviceName();
		HeartbeatSettings effective = this.settings.resolve(serviceName, hub.type(), hub.heartbeat());
		if (effective == null) {
			return Heartbeats.NONE;
		}
		HeartbeatListener listener = this.instrumentation.heartbeats(serviceName);
		HubSerializer serializer = serializer(hub);
		SingletonSupplier<Heartbeats> heartbeats = SingletonSupplier.of(() -> this.engine.heartbeats(serviceName,
				effective, this.providers.of(hub.heartbeat()), (metadata) -> encode(serializer, metadata), listener));
		this.heartbeats.add(heartbeats);
		return (connection) -> heartbeats.obtain().attach(connection);
	}

	@Override
	public void afterSingletonsInstantiated() {
		requireAll();
		this.instrumentation.begin();
		this.threads.forEach(this.instrumentation::threads);
		this.engine.timer().setTickListener(this.instrumentation::ticked);
		this.heartbeats.forEach(SingletonSupplier::obtain);
	}

	/** Fails if a hub bean was registered too late to be served. */
	private void requireAll() {
		for (String name : HubServiceRegistrar.hubs(this.beanFactory)) {
			if (!this.hubs.containsKey(name)) {
				throw new HubConfigurationException(
						"The hub '" + name + "' was registered after the hubs were collected, and would not be served.",
						"If an auto-configuration registers it, order it before ours: "
								+ "@AutoConfiguration(before = StreamingHubAutoConfiguration.class).");
			}
		}
	}

	private static byte[] encode(HubSerializer serializer, @Nullable Object metadata) throws IOException {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		serializer.value((metadata != null) ? metadata.getClass() : void.class, HubSerializer.Direction.WRITE)
			.write(metadata, bytes);
		return bytes.toByteArray();
	}

	private Hub hub(String beanName) {
		Class<?> beanType = Objects.requireNonNull(this.beanFactory.getType(beanName));
		Class<?> type = ClassUtils.getUserClass(beanType);
		if (!StreamingHubBase.class.isAssignableFrom(type)) {
			throw new HubConfigurationException(
					type.getName() + " is annotated with @StreamingHubService, but does not extend StreamingHubBase.",
					"Extend StreamingHubBase, with the receiver of the hub's interface.");
		}
		if (!this.beanFactory.isPrototype(beanName)) {
			throw new HubConfigurationException(
					"The hub '" + beanName + "' (" + type.getName()
							+ ") is not in scope prototype, but each connection needs a hub of its own.",
					"Add @Scope(\"prototype\") to the bean. "
							+ "(@StreamingHubService does so for classes that component scanning finds.)");
		}
		try {
			return new Hub(HubContract.of(type), type,
					AnnotatedElementUtils.findMergedAnnotation(type, Heartbeat.class));
		}
		catch (InvalidContractException ex) {
			throw failure(ex);
		}
	}

	private static HubConfigurationException failure(InvalidContractException cause) {
		HubConfigurationException failure = new HubConfigurationException(String.valueOf(cause.getMessage()),
				"Change the hub or its interface.");
		failure.initCause(cause);
		return failure;
	}

	private record Hub(HubContract contract, Class<?> type, @Nullable Heartbeat heartbeat) {

	}

}
