package io.github.magiconion4j.interop.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The supported gRPC stacks. For each there is an application beside this module, which
 * depends only on published artifacts.
 */
enum Stack {

	/** Boot 3.5 with net.devh's server. */
	BOOT35_DEVH(Properties.DEVH),

	/** Boot 4.1 with net.devh's server. */
	BOOT41_DEVH(Properties.DEVH),

	/** Boot 4.1 with its own server. */
	BOOT41_OFFICIAL(Properties.BOOT),

	/** Boot 3.5 with spring-grpc. */
	BOOT35_SPRING_GRPC(Properties.SPRING_GRPC);

	private final Properties properties;

	Stack(Properties properties) {
		this.properties = properties;
	}

	/** The Boot version without its patch number. */
	String bootVersion() {
		return name().startsWith("BOOT35") ? "3.5" : "4.1";
	}

	boolean isDevh() {
		return this.properties == Properties.DEVH;
	}

	Path jar() {
		return Path.of("target", "stacks", toString(), "target", this + ".jar");
	}

	/** Options that enable TLS: clients must present a certificate. */
	List<String> mutualTls(Certificates certificates) {
		return this.properties.tls
			.formatted(certificates.server().toUri(), certificates.client().toUri(), Certificates.PASSWORD)
			.lines()
			.toList();
	}

	/** Options for the server's own client, with a channel to the server itself. */
	List<String> channelToItself() {
		return this.properties.channel.lines().toList();
	}

	/** The option that limits the size of clients' messages. */
	String maxMessageSize(String size) {
		return "--" + this.properties.maxMessageSize + "=" + size;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * The option names of a server and its client: key store, trust store, password.
	 */
	private enum Properties {

		DEVH("grpc.server.max-inbound-message-size", """
				--grpc.client.self.address=static://127.0.0.1:${interop.port}
				--grpc.client.self.negotiation-type=plaintext
				""", """
				--grpc.server.security.enabled=true
				--grpc.server.security.client-auth=REQUIRE
				--grpc.server.security.key-store-format=PKCS12
				--grpc.server.security.key-store=%1$s
				--grpc.server.security.key-store-password=%3$s
				--grpc.server.security.trust-store-format=PKCS12
				--grpc.server.security.trust-store=%2$s
				--grpc.server.security.trust-store-password=%3$s
				"""),

		BOOT("spring.grpc.server.inbound.message.max-size",
				"--spring.grpc.client.channel.self.target=static://127.0.0.1:${interop.port}", SslBundle.OPTIONS),

		SPRING_GRPC("spring.grpc.server.max-inbound-message-size",
				"--spring.grpc.client.channels.self.address=static://127.0.0.1:${interop.port}", SslBundle.OPTIONS);

		private final String maxMessageSize;

		private final String channel;

		private final String tls;

		Properties(String maxMessageSize, String channel, String tls) {
			this.maxMessageSize = maxMessageSize;
			this.channel = channel;
			this.tls = tls;
		}

	}

	private static final class SslBundle {

		private static final String OPTIONS = """
				--spring.grpc.server.ssl.bundle=hubs
				--spring.grpc.server.ssl.client-auth=require
				--spring.ssl.bundle.jks.hubs.keystore.type=PKCS12
				--spring.ssl.bundle.jks.hubs.keystore.location=%1$s
				--spring.ssl.bundle.jks.hubs.keystore.password=%3$s
				--spring.ssl.bundle.jks.hubs.truststore.type=PKCS12
				--spring.ssl.bundle.jks.hubs.truststore.location=%2$s
				--spring.ssl.bundle.jks.hubs.truststore.password=%3$s
				""";

	}

}
