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
 * The connection of a hub. Thread-safe.
 */
public interface HubContext {

	/**
	 * The random, unique id of this connection.
	 * @return the connection's id
	 */
	UUID connectionId();

	/**
	 * The service name of the hub.
	 * @return the name in the path of the gRPC method
	 */
	String serviceName();

	/**
	 * The heartbeat of this connection. If the hub has no heartbeat, it measures nothing
	 * and never times out.
	 * @return the heartbeat, the same object at every call
	 */
	HeartbeatFeature heartbeat();

	/**
	 * How long ago this connection began, measured with a monotonic clock.
	 * @return its age; after its end, how long it lasted
	 */
	Duration age();

	/**
	 * How long ago the last message from the client, of any kind, was read, measured with
	 * a monotonic clock.
	 * @return that time; before the first message, the age
	 */
	Duration idle();

	/**
	 * A header of the request that started this connection (gRPC metadata).
	 * @param name its name, in any case
	 * @return its last value, or {@code null} if it was not sent; Base64 if the name ends
	 * with {@code -bin}
	 * @throws IllegalArgumentException if no header can have this name
	 */
	@Nullable String header(String name);

	/**
	 * All values of a header of the request that started this connection. A client, or a
	 * proxy, may repeat a header.
	 * @param name its name, in any case
	 * @return its values in their order, empty if it was not sent; Base64 if the name
	 * ends with {@code -bin}
	 * @throws IllegalArgumentException if no header can have this name
	 */
	List<String> headers(String name);

	/**
	 * A header of the request that started this connection, as bytes.
	 * @param name its name, in any case; usually it ends with {@code -bin}
	 * @return its last value, or {@code null} if it was not sent; the ASCII bytes if it
	 * is a text header
	 * @throws IllegalArgumentException if no header can have this name
	 */
	byte @Nullable [] headerBytes(String name);

	/**
	 * The address of the client, or of the proxy in front of the server.
	 * @return the address; {@code null} if the transport has none
	 */
	@Nullable SocketAddress remoteAddress();

	/**
	 * The authenticated client: the principal of the framework that authenticated the
	 * request, such as Spring Security; otherwise the subject of the client's TLS
	 * certificate.
	 * @return the principal; {@code null} if the client is not authenticated
	 */
	@Nullable Principal principal();

	/**
	 * When the credentials of the client expire, and with them this connection: the last
	 * time that was set by {@link #expireAt}; otherwise the expiry of the credentials,
	 * such as the token of Spring Security.
	 * @return a wall-clock time; {@code null} for never
	 */
	@Nullable Instant expiresAt();

	/**
	 * Sets when the credentials of the client expire, for example after a filter has
	 * checked a token, or when a hub method receives a new one. At that time the
	 * connection ends with UNAUTHENTICATED, and its hub sees the reason
	 * {@link DisconnectReason.Type#EXPIRED}. You may call it repeatedly; the last call
	 * wins.
	 * @param when a time of this machine's wall clock. A time in the past ends the
	 * connection soon; {@code null} means never
	 */
	void expireAt(@Nullable Instant when);

	/**
	 * Attributes of the application for this connection, shared by its hub, filters and
	 * other code.
	 * @return a thread-safe map, empty at first
	 */
	ConcurrentMap<String, Object> attributes();

	/**
	 * The memory used by the outbound queue: messages that cannot be handed to the
	 * transport yet, because the client reads too slowly.
	 * @return bytes; 0 if the queue is empty
	 */
	long outboundBytes();

	/**
	 * Tells when the outbound queue has room for more messages. Above the high watermark,
	 * a quarter of the server's {@code max-outbound-bytes}, a hub method that sends to
	 * its own client blocks until the queue is down to the low watermark, half of the
	 * high one. Code on other threads, or {@link NonBlocking} methods, can use this stage
	 * instead. Broadcasts to groups never wait.
	 * @return a stage that is already complete if the queue is not above the high
	 * watermark; otherwise it completes at the low watermark or when the connection ends.
	 * It never fails. Until then it is the same object at every call, so you may ask
	 * often, for example in each frame of a game. What depends on it runs one after the
	 * other: if it blocks, attach it with a method such as
	 * {@link CompletionStage#thenRunAsync(Runnable)}
	 */
	CompletionStage<@Nullable Void> whenWritable();

	/**
	 * Closes this connection with status OK. Queued messages are still sent, for up to
	 * one second. Returns at once; nothing can be sent after it. Does nothing if the
	 * connection has ended.
	 */
	void close();

	/**
	 * Closes this connection with a status. Queued messages are still sent, for up to one
	 * second. Returns at once; nothing can be sent after it. Does nothing if the
	 * connection has ended.
	 * @param statusCode a gRPC status code, 0 to 16
	 * @param detail the text for the client
	 */
	void close(int statusCode, String detail);

	/**
	 * Closes this connection with a status, as {@link #close(int, String)} does.
	 * @param code the status code
	 * @param detail the text for the client
	 */
	default void close(Status.Code code, String detail) {
		close(code.value(), detail);
	}

}
