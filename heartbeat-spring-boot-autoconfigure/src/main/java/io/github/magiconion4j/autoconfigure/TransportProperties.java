package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/**
 * Reads transport settings from the properties of the gRPC stacks: net.devh, Boot's own
 * starter, and spring-grpc for Boot 3.
 */
final class TransportProperties {

	private static final List<String> PINGS = List.of("grpc.server.permit-keep-alive-time",
			"grpc.server.permit-keep-alive-without-calls", "spring.grpc.server.keepalive.permit.time",
			"spring.grpc.server.keepalive.permit.without-calls", "spring.grpc.server.keep-alive.permit-time",
			"spring.grpc.server.keep-alive.permit-without-calls");

	private static final List<String> KEEP_ALIVE = List.of("grpc.server.enable-keep-alive",
			"grpc.server.keep-alive-time", "grpc.server.keep-alive-timeout", "spring.grpc.server.keepalive.time",
			"spring.grpc.server.keepalive.timeout", "spring.grpc.server.keep-alive.time",
			"spring.grpc.server.keep-alive.timeout");

	private static final String[] HEADERS = { "grpc.server.max-inbound-metadata-size",
			"spring.grpc.server.inbound.metadata.max-size", "spring.grpc.server.max-inbound-metadata-size" };

	private static final String[] AGE = { "grpc.server.max-connection-age",
			"spring.grpc.server.keepalive.connection.max-age", "spring.grpc.server.keep-alive.max-age" };

	private static final String[] AGE_GRACE = { "grpc.server.max-connection-age-grace",
			"spring.grpc.server.keepalive.connection.grace-period", "spring.grpc.server.keep-alive.max-age-grace" };

	private TransportProperties() {
	}

	/** Whether the application configures which client pings the server permits. */
	static boolean configurePermittedPings(Environment environment) {
		return PINGS.stream().anyMatch((name) -> value(environment, name) != null);
	}

	/** Whether the application configures the server's own keep-alive pings. */
	static boolean configureServerPings(Environment environment) {
		return KEEP_ALIVE.stream().anyMatch((name) -> value(environment, name) != null);
	}

	/** The maximum size of headers, if the application configures it. */
	static @Nullable DataSize maxHeaderSize(Environment environment) {
		return Arrays.stream(HEADERS)
			.map((name) -> Binder.get(environment).bind(name, Bindable.of(DataSize.class)).orElse(null))
			.filter((value) -> value != null)
			.findFirst()
			.orElse(null);
	}

	/**
	 * The age at which the server closes a transport with all of its calls; zero for
	 * never.
	 */
	static Duration maxConnectionAge(Environment environment) {
		Duration age = duration(environment, AGE);
		Duration grace = duration(environment, AGE_GRACE);
		// Without a grace time, gRPC never ends the calls of an old transport.
		return (age != null && grace != null) ? age.plus(grace) : Duration.ZERO;
	}

	private static @Nullable Duration duration(Environment environment, String... names) {
		return Arrays.stream(names)
			.map((name) -> value(environment, name))
			.filter((value) -> value != null)
			.map((value) -> DurationStyle.detectAndParse(String.valueOf(value), ChronoUnit.SECONDS))
			.findFirst()
			.orElse(null);
	}

	private static @Nullable String value(Environment environment, String name) {
		return Binder.get(environment).bind(name, Bindable.of(String.class)).orElse(null);
	}

}
