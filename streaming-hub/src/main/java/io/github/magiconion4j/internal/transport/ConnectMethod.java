package io.github.magiconion4j.internal.transport;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/**
 * The gRPC method {@code Connect} of a hub, a call of which is a connection, and the
 * protocol version in its headers.
 */
public final class ConnectMethod {

	/** The header with the server's protocol version. */
	public static final Metadata.Key<String> VERSION_HEADER = Metadata.Key.of("x-magiconion-streaminghub-version",
			Metadata.ASCII_STRING_MARSHALLER);

	/** The protocol version. */
	public static final String VERSION = "2";

	/**
	 * What a server that is shutting down says beside UNAVAILABLE. Clients know by it
	 * that all of them have lost their server.
	 */
	public static final String SHUTTING_DOWN = "the server is shutting down";

	private ConnectMethod() {
	}

	/**
	 * What a server's headers say.
	 * @return new headers, with the version alone
	 */
	public static Metadata versionHeader() {
		Metadata headers = new Metadata();
		headers.put(VERSION_HEADER, VERSION);
		return headers;
	}

	/**
	 * Creates the method of a hub.
	 * @param fullName the full method name, {@code SERVICE/Connect}
	 * @return a bidirectional method whose messages are bytes
	 */
	public static MethodDescriptor<byte[], byte[]> of(String fullName) {
		return MethodDescriptor.<byte[], byte[]>newBuilder(MessageMarshaller.INSTANCE, MessageMarshaller.INSTANCE)
			.setType(MethodDescriptor.MethodType.BIDI_STREAMING)
			.setFullMethodName(fullName)
			.build();
	}

}
