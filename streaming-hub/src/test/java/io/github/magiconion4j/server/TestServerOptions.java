package io.github.magiconion4j.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.hub.HubExceptionTranslator;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.hub.SameUserPolicy;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link TestServer} differs from the default.
 */
final class TestServerOptions {

	Consumer<TestHub> customizer = (hub) -> {
	};

	@Nullable HeartbeatSettings heartbeat;

	ServerSettings settings = ServerSettings.DEFAULTS;

	ExecutorService hubExecutor = Executors.newCachedThreadPool();

	HubListener listener = HubListener.NONE;

	UnaryOperator<Executor> sending = UnaryOperator.identity();

	GroupSettings groups = GroupSettings.DEFAULTS;

	SameUserPolicy sameUser = SameUserPolicy.ALLOW;

	boolean netty;

	Consumer<ServerBuilder<?>> transport = (builder) -> {
	};

	final List<ServerInterceptor> interceptors = new ArrayList<>();

	final List<HubFilter> filters = new ArrayList<>();

	final List<ContextPropagator> propagators = new ArrayList<>();

	final List<HubExceptionTranslator> translators = new ArrayList<>();

	TestServerOptions hubs(Consumer<TestHub> each) {
		this.customizer = each;
		return this;
	}

	TestServerOptions heartbeat(@Nullable HeartbeatSettings own) {
		this.heartbeat = own;
		return this;
	}

	TestServerOptions settings(ServerSettings own) {
		this.settings = own;
		return this;
	}

	TestServerOptions hubExecutor(ExecutorService own) {
		this.hubExecutor = own;
		return this;
	}

	/** The executor for sending, based on the default one. */
	TestServerOptions sending(UnaryOperator<Executor> own) {
		this.sending = own;
		return this;
	}

	/** A real HTTP/2 connection, for tests that depend on its flow control. */
	TestServerOptions netty() {
		this.netty = true;
		return this;
	}

	TestServerOptions transport(Consumer<ServerBuilder<?>> own) {
		this.transport = own;
		return this;
	}

	TestServerOptions sameUser(SameUserPolicy own) {
		this.sameUser = own;
		return this;
	}

	TestServerOptions listener(HubListener own) {
		this.listener = own;
		return this;
	}

	TestServerOptions groups(GroupSettings own) {
		this.groups = own;
		return this;
	}

	TestServerOptions interceptor(ServerInterceptor further) {
		this.interceptors.add(further);
		return this;
	}

	TestServerOptions filter(HubFilter further) {
		this.filters.add(further);
		return this;
	}

	TestServerOptions translator(HubExceptionTranslator further) {
		this.translators.add(further);
		return this;
	}

	TestServerOptions propagator(ContextPropagator further) {
		this.propagators.add(further);
		return this;
	}

}
