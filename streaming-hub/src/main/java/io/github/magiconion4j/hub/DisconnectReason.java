package io.github.magiconion4j.hub;

import java.util.Objects;

import io.github.magiconion4j.internal.text.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * Why a connection ended, as a hub or a client sees it.
 *
 * @param type what happened
 * @param detail what happened, for a person to read. The other side may have written it,
 * so control characters are escaped and a long text is cut: it is fit for a log
 * @param cause the exception behind it, if there was one
 */
public record DisconnectReason(Type type, String detail, @Nullable Throwable cause) {

	/**
	 * Makes a reason.
	 * @param type what happened
	 * @param detail what happened, for a person to read
	 * @param cause the exception behind it, if there was one
	 */
	public DisconnectReason {
		Objects.requireNonNull(type, "type");
		detail = SafeText.of(Objects.requireNonNull(detail, "detail"));
	}

	/**
	 * Makes a reason without an exception.
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
		 * The client reset the stream, or the transport below it is gone. Seen by hubs
		 * alone.
		 */
		CLIENT_RESET(Category.FAULTED),

		/**
		 * The client gave its connect call a deadline, which is over. Seen by hubs alone.
		 */
		DEADLINE_EXCEEDED(Category.FAULTED),

		/**
		 * The server ended the transport with all of its connections, because it had
		 * reached its maximum age. Seen by hubs alone.
		 */
		MAX_CONNECTION_AGE(Category.FAULTED),

		/** The hub ended its connection; to a client: the call ended with status OK. */
		SERVER_CLOSED(Category.COMPLETED_NORMALLY),

		/** The other side showed no sign of life in time. */
		HEARTBEAT_TIMEOUT(Category.TIMED_OUT),

		/**
		 * The other side sent what is no StreamingHub message, or, to a hub, far more
		 * than it can do.
		 */
		PROTOCOL_ERROR(Category.FAULTED),

		/**
		 * What is sent to the other side is not read there; to a client also: its own
		 * receiver is far behind.
		 */
		SLOW_CONSUMER(Category.FAULTED),

		/** The server is shutting down. Seen by hubs alone. */
		SHUTDOWN(Category.FAULTED),

		/**
		 * The server, or the hub, takes no new connections at present. Such a connection
		 * is refused: there is no hub that sees it.
		 */
		DRAINING(Category.FAULTED),

		/** The credentials of the client have expired. Seen by hubs alone. */
		EXPIRED(Category.FAULTED),

		/** Somebody other than the hub ended the connection. Seen by hubs alone. */
		KICKED(Category.FAULTED),

		/**
		 * The hub could not be created, or its {@code onConnected} failed; to a client:
		 * the call ended with another status than OK, which is the cause.
		 */
		FAULTED(Category.FAULTED);

		private final Category category;

		Type(Category category) {
			this.category = category;
		}

		/**
		 * Whether the client ended the connection, or went away, by itself.
		 * @return whether neither the hub nor the server had a part in it
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
