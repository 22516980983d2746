package io.github.magiconion4j.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.stub.MetadataUtils;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The named channels of the application's gRPC stack, which configures their addresses,
 * TLS, keep-alive and interceptors by its own properties.
 */
final class StackChannels {

	/** The property prefix of net.devh. */
	static final String DEVH = "grpc.client";

	/** The property prefixes of spring-grpc and Boot. */
	static final List<String> SPRING_GRPC = List.of("spring.grpc.client.channels", "spring.grpc.client.channel");

	private final Environment environment;

	private final List<String> prefixes;

	private final BiFunction<String, List<ClientInterceptor>, Channel> factory;

	StackChannels(Environment environment, List<String> prefixes,
			BiFunction<String, List<ClientInterceptor>, Channel> factory) {
		this.environment = environment;
		this.prefixes = prefixes;
		this.factory = factory;
	}

	boolean has(String name) {
		return this.prefixes.stream().anyMatch((prefix) -> named(this.environment, prefix).containsKey(name));
	}

	/** Creates a channel, or returns an existing one. The stack shuts it down. */
	Channel create(String name, Map<String, String> headers) {
		return this.factory.apply(name, headers.isEmpty() ? List.of()
				: List.of(MetadataUtils.newAttachHeadersInterceptor(BuilderChannelFactory.metadata(headers))));
	}

	/** The properties below a prefix, by name. */
	static Map<String, Object> named(Environment environment, String prefix) {
		return Binder.get(environment).bind(prefix, Bindable.mapOf(String.class, Object.class)).orElseGet(Map::of);
	}

}
