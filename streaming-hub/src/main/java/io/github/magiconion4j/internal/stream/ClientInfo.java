package io.github.magiconion4j.internal.stream;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

import io.github.magiconion4j.internal.timer.HubTimer;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import org.jspecify.annotations.Nullable;

/**
 * Identity, headers, address, age and attributes of a connected client. Thread-safe.
 */
public final class ClientInfo {

	private final UUID id = UUID.randomUUID();

	private final ServerCall<byte[], byte[]> call;

	private final Metadata headers;

	private final HubTimer timer;

	private final long begun;

	/** Age at the end of the connection, in nanoseconds; 0 while it is open. */
	private volatile long lasted;

	/** Created on first use: most connections have no attributes. */
	private volatile @Nullable ConcurrentMap<String, Object> attributes;

	/**
	 * Creates the record of a client that is connecting.
	 * @param call its call
	 * @param headers the headers of its call
	 * @param timer measures its age
	 */
	public ClientInfo(ServerCall<byte[], byte[]> call, Metadata headers, HubTimer timer) {
		this.call = call;
		this.headers = headers;
		this.timer = timer;
		this.begun = timer.now();
	}

	/**
	 * The id of the connection.
	 * @return a random id
	 */
	public UUID id() {
		return this.id;
	}

	/** Fixes the age. Called when the connection ends. */
	public void stopClock() {
		this.lasted = Math.max(1, this.timer.now() - this.begun);
	}

	/**
	 * The age of the connection.
	 * @return its age; of an ended connection, at its end
	 */
	public Duration age() {
		long known = this.lasted;
		return Duration.ofNanos((known != 0) ? known : this.timer.now() - this.begun);
	}

	/**
	 * A header as text.
	 * @param name its name
	 * @return its last value; {@code null} if there is none
	 */
	public @Nullable String header(String name) {
		return last(headers(name));
	}

	/**
	 * All values of a header as text.
	 * @param name its name; values of a name that ends with {@code -bin} are in base 64
	 * @return the values
	 */
	public List<String> headers(String name) {
		return values(name, Base64.getEncoder()::encodeToString, (text) -> text);
	}

	/**
	 * A header in bytes.
	 * @param name its name
	 * @return its last value; {@code null} if there is none
	 */
	public byte @Nullable [] headerBytes(String name) {
		return last(values(name, (bytes) -> bytes, (text) -> text.getBytes(StandardCharsets.US_ASCII)));
	}

	private <V> List<V> values(String name, Function<byte[], V> binary, Function<String, V> text) {
		String lower = name.toLowerCase(Locale.ROOT);
		return lower.endsWith(Metadata.BINARY_HEADER_SUFFIX)
				? values(Metadata.Key.of(lower, Metadata.BINARY_BYTE_MARSHALLER), binary)
				: values(Metadata.Key.of(lower, Metadata.ASCII_STRING_MARSHALLER), text);
	}

	private <T, V> List<V> values(Metadata.Key<T> key, Function<T, V> form) {
		Iterable<T> all = this.headers.getAll(key);
		return (all != null) ? StreamSupport.stream(all.spliterator(), false).map(form).toList() : List.of();
	}

	private static <V> @Nullable V last(List<V> values) {
		return values.isEmpty() ? null : values.get(values.size() - 1);
	}

	/**
	 * The address of the transport's other end.
	 * @return the address; {@code null} if unknown
	 */
	public @Nullable SocketAddress remoteAddress() {
		return this.call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
	}

	/**
	 * The principal of the client's TLS certificate.
	 * @return the principal; {@code null} without a certificate
	 */
	public @Nullable Principal certificate() {
		SSLSession session = this.call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
		try {
			return (session != null) ? session.getPeerPrincipal() : null;
		}
		catch (SSLPeerUnverifiedException ex) { // the client presented no certificate
			return null;
		}
	}

	/**
	 * What hub code keeps for the connection.
	 * @return the same map at every call
	 */
	public synchronized ConcurrentMap<String, Object> attributes() {
		ConcurrentMap<String, Object> known = this.attributes;
		if (known == null) {
			known = new ConcurrentHashMap<>();
			this.attributes = known;
		}
		return known;
	}

}
