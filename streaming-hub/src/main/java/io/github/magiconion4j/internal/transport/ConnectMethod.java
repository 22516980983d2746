package io.github.magiconion4j.internal.transport;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/**
 * The one gRPC method of a hub, a call of which is a connection, and the version that its
 * headers carry.
 */
public final class ConnectMethod {

	/** The header in which a server says its version. */
	public static final Metadata.Key<String> VERSION_HEADER = Metadata.Key.of("x-magiconion-streaminghub-version",
			Metadata.ASCII_STRING_MARSHALLER);

	/** The version of the messages. */
	public static final String VERSION = "2";

	private ConnectMethod() {
	}

	/**
	 * Describes the method of a hub.
	 * @param fullName the name of its path, without the first slash:
	 * {@code SERVICE/Connect}
	 * @return a bidirectional method whose messages are bytes
	 */
	public static MethodDescriptor<byte[], byte[]> of(String fullName) {
		return MethodDescriptor.<byte[], byte[]>newBuilder(MessageMarshaller.INSTANCE, MessageMarshaller.INSTANCE)
			.setType(MethodDescriptor.MethodType.BIDI_STREAMING)
			.setFullMethodName(fullName)
			.build();
	}

}
