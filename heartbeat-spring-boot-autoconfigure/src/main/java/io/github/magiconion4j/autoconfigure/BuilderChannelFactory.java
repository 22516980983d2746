package io.github.magiconion4j.autoconfigure;

import java.util.List;
import java.util.Map;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.ssl.SslBundle;

/**
 * Creates channels with gRPC's own builder.
 */
final class BuilderChannelFactory implements HubChannelFactory {

	private final List<HubChannelCustomizer> customizers;

	BuilderChannelFactory(List<HubChannelCustomizer> customizers) {
		this.customizers = customizers;
	}

	@Override
	public ManagedChannel create(Settings settings) {
		ManagedChannelBuilder<?> builder = Grpc.newChannelBuilder(settings.address(),
				settings.encrypted() ? tls(settings.bundle()) : InsecureChannelCredentials.create());
		if (!settings.headers().isEmpty()) {
			builder.intercept(MetadataUtils.newAttachHeadersInterceptor(metadata(settings.headers())));
		}
		this.customizers.forEach((customizer) -> customizer.customize(settings.name(), builder));
		return builder.build();
	}

	private static ChannelCredentials tls(@Nullable SslBundle bundle) {
		return (bundle == null) ? TlsChannelCredentials.create()
				: TlsChannelCredentials.newBuilder()
					.trustManager(bundle.getManagers().getTrustManagers())
					.keyManager(bundle.getManagers().getKeyManagers())
					.build();
	}

	static Metadata metadata(Map<String, String> headers) {
		Metadata metadata = new Metadata();
		headers.forEach((name, value) -> metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
		return metadata;
	}

}
