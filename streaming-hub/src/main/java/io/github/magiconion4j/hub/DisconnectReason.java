package io.github.magiconion4j.hub;

import java.util.Objects;

import io.github.magiconion4j.internal.text.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection ended, as a hub or a client sees it.
 *
 * @param type what happened
 * @param detail what happened, for a person to read. The other side may have written it,
 * so control characters are escaped and a long text is cut. It is safe to log
 * @param cause the exception behind it, if there was one
 */
public record DisconnectReason(Type type, String detail, @Nullable Throwable cause) {

	/**
	 * Creates a reason.
	 * @param type what happened
	 * @param detail what happened, for a person to read
	 * @param cause the exception behind it, if there was one
	 */
	public DisconnectReason {
		Objects.requireNonNull(type, "type");
		detail = SafeText.of(Objects.requireNonNull(detail, "detail"));
	}

	/**
	 * Creates a reason without an exception.
	 * @param type what happened
	 * @param detail what happened, for a person to read
	 * @return the reason
	 */
	public static DisconnectReason of(Type type, String detail) {
		return new DisconnectReason(type, detail, null);
	}

	/**
	 * What can end a connection.
	 */
	public enum Type {

		/** The client ended its side of the stream. */
		CLIENT_CLOSED(Category.COMPLETED_NORMALLY),

		/**
		 * The client reset the stream, or its transport was closed. Only hubs see it.
		 */
		CLIENT_RESET(Category.FAULTED),

		/**
		 * The client set a deadline for its connect call, and the deadline has passed.
		 * Only hubs see it.
		 */
		DEADLINE_EXCEEDED(Category.FAULTED),

		/**
		 * The server closed the transport and all connections on it, because the
		 * transport had reached its maximum age. Only hubs see it.
		 */
		MAX_CONNECTION_AGE(Category.FAULTED),

		/** The hub ended its connection; to a client: the call ended with status OK. */
		SERVER_CLOSED(Category.COMPLETED_NORMALLY),

		/** The other side showed no sign of life in time. */
		HEARTBEAT_TIMEOUT(Category.TIMED_OUT),

		/**
		 * The other side sent bytes that are not a StreamingHub message. For a hub also:
		 * the client sent far more requests than the hub can process.
		 */
		PROTOCOL_ERROR(Category.FAULTED),

		/**
		 * The other side does not read what is sent to it. For a client also: its own
		 * receiver is too far behind.
		 */
		SLOW_CONSUMER(Category.FAULTED),

		/** The server is shutting down. Only hubs see it. */
		SHUTDOWN(Category.FAULTED),

		/**
		 * The server, or the hub, accepts no new connections at present. Such a
		 * connection is refused before it has a hub.
		 */
		DRAINING(Category.FAULTED),

		/**
		 * The server or the transport has reached its limit of connections. Such a
		 * connection is refused before it has a hub.
		 */
		TOO_MANY_CONNECTIONS(Category.FAULTED),

		/** The credentials of the client have expired. Only hubs see it. */
		EXPIRED(Category.FAULTED),

		/**
		 * The same user has connected again, and the hub takes one connection per user:
		 * this was the old one. Only hubs see it.
		 */
		REPLACED(Category.FAULTED),

		/**
		 * The same user is connected already, and the hub takes one connection per user:
		 * this was the new one. Only hubs see it.
		 */
		ALREADY_CONNECTED(Category.FAULTED),

		/**
		 * Something other than the hub ended the connection, such as an operator. Only
		 * hubs see it.
		 */
		KICKED(Category.FAULTED),

		/**
		 * The hub could not be created, or its {@code onConnected} failed. For a client:
		 * the call ended with a status other than OK, which is the cause.
		 */
		FAULTED(Category.FAULTED);

		private final Category category;

		Type(Category category) {
			this.category = category;
		}

		/**
		 * Whether the client ended the connection or went away.
		 * @return {@code true} if neither the hub nor the server caused the end
		 */
		public boolean isOfClient() {
			return this == CLIENT_CLOSED || this == CLIENT_RESET || this == DEADLINE_EXCEEDED;
		}

		/**
		 * The category that C# would report.
		 * @return the category
		 */
		public Category category() {
			return this.category;
		}

	}

	/**
	 * C#'s {@code DisconnectionType}.
	 */
	public enum Category {

		/** The connection was ended as intended. */
		COMPLETED_NORMALLY,

		/** Something went wrong. */
		FAULTED,

		/** A heartbeat was not answered in time. */
		TIMED_OUT

	}

}
