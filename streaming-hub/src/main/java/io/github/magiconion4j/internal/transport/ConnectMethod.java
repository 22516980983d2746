package io.github.magiconion4j.internal.transport;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/**
 * The gRPC method {@code Connect} of a hub, and the protocol version in its headers. Each
 * call of the method is a connection.
 */
public final class ConnectMethod {

	/** The header with the server's protocol version. */
	public static final Metadata.Key<String> VERSION_HEADER = Metadata.Key.of("x-magiconion-streaminghub-version",
			Metadata.ASCII_STRING_MARSHALLER);

	/** The protocol version. */
	public static final String VERSION = "2";

	/**
	 * The status text of a server that is shutting down, with UNAVAILABLE. Clients
	 * recognize it, and spread their reconnects because all clients of the server
	 * reconnect.
	 */
	public static final String SHUTTING_DOWN = "the server is shutting down";

	private ConnectMethod() {
	}

	/**
	 * The response headers of a server.
	 * @return new headers with only the version
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
