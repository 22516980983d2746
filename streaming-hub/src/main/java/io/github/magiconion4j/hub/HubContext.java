package io.github.magiconion4j.hub;

import java.net.SocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentMap;

import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * A connection as its hub sees it. Thread-safe.
 */
public interface HubContext {

	/**
	 * The identity of this connection, random and never used again.
	 * @return the connection's id
	 */
	UUID connectionId();

	/**
	 * The service name of the hub.
	 * @return the name that stands in the path of the gRPC method
	 */
	String serviceName();

	/**
	 * The heartbeat of this connection. Where the hub has no heartbeat, it measures
	 * nothing and never times out.
	 * @return the heartbeat, the same object at every call
	 */
	HeartbeatFeature heartbeat();

	/**
	 * How long ago this connection began, by a monotonic clock.
	 * @return its age; after its end, how long it lasted
	 */
	Duration age();

	/**
	 * How long ago the last message of the client was read, of whatever kind, by a
	 * monotonic clock.
	 * @return that time; before the first message, the age
	 */
	Duration idle();

	/**
	 * A header of the request that began this connection (gRPC metadata).
	 * @param name its name, in any case
	 * @return its last value, or {@code null} if it was not sent; Base64 if the name ends
	 * with {@code -bin}
	 * @throws IllegalArgumentException if no header can have this name
	 */
	@Nullable String header(String name);

	/**
	 * All values of a header of the request that began this connection. A client, or a
	 * proxy before it, may repeat a header.
	 * @param name its name, in any case
	 * @return its values in their order, empty if it was not sent; Base64 if the name
	 * ends with {@code -bin}
	 * @throws IllegalArgumentException if no header can have this name
	 */
	List<String> headers(String name);

	/**
	 * A header of the request that began this connection, as bytes.
	 * @param name its name, in any case; most often it ends with {@code -bin}
	 * @return its last value, or {@code null} if it was not sent; the ASCII bytes if it
	 * is a text header
	 * @throws IllegalArgumentException if no header can have this name
	 */
	byte @Nullable [] headerBytes(String name);

	/**
	 * Where the client, or the proxy before it, is.
	 * @return the address, or {@code null} if the transport has none
	 */
	@Nullable SocketAddress remoteAddress();

	/**
	 * Who the client is: what authenticated the request, such as Spring Security, says
	 * it; else the subject of the client's TLS certificate.
	 * @return the principal, or {@code null} for an unknown client
	 */
	@Nullable Principal principal();

	/**
	 * When the credentials of the client expire, and with them this connection: what
	 * {@link #expireAt} was told last, else what authenticated the request says, such as
	 * Spring Security's token.
	 * @return a time of the wall clock, or {@code null} for never
	 */
	@Nullable Instant expiresAt();

	/**
	 * Says when the credentials of the client expire, for example when a filter has
	 * checked a token, or a hub method has a new one. Then the connection ends with
	 * UNAUTHENTICATED, its hub sees the reason {@link DisconnectReason.Type#EXPIRED}. May
	 * be said again and again: the last time counts.
	 * @param when a time of this machine's wall clock; one that is over ends the
	 * connection soon, {@code null} is never
	 */
	void expireAt(@Nullable Instant when);

	/**
	 * What the application keeps with this connection, for its hub, filters and others.
	 * @return a thread-safe map, empty at first
	 */
	ConcurrentMap<String, Object> attributes();

	/**
	 * How much memory the messages take that wait until they can be handed to the
	 * transport, because the client does not read as fast as they come.
	 * @return bytes, 0 if nothing waits
	 */
	long outboundBytes();

	/**
	 * Tells when there is room for more messages. Above the high watermark, a quarter of
	 * the server's {@code max-outbound-bytes}, a hub method that sends to its own client
	 * is held back until half of it has left. Code that sends from other threads, or that
	 * must not block, can wait for this stage instead. Broadcasts to groups never wait.
	 * @return a stage that is complete already if the backlog is not above the high
	 * watermark; else it completes at the low watermark, or when the connection ends. It
	 * never fails
	 */
	CompletionStage<@Nullable Void> whenWritable();

	/**
	 * Ends this connection, as intended: what was sent before still goes out, for up to a
	 * second, then the call ends with status OK. Returns at once; after it nothing is
	 * sent any more. Does nothing if the connection has ended.
	 */
	void close();

	/**
	 * Ends this connection with a status: what was sent before still goes out, for up to
	 * a second. Returns at once; after it nothing is sent any more. Does nothing if the
	 * connection has ended.
	 * @param statusCode a gRPC status code, 0 to 16
	 * @param detail the text for the client
	 */
	void close(int statusCode, String detail);

	/**
	 * Ends this connection with a status, as {@link #close(int, String)} does.
	 * @param code the status code
	 * @param detail the text for the client
	 */
	default void close(Status.Code code, String detail) {
		close(code.value(), detail);
	}

}
