package io.github.magiconion4j.backplane;

/**
 * Is notified of the messages of a server over one backplane, for meters. Implementations
 * must be thread-safe and must neither block nor throw.
 */
public interface BackplaneListener {

	/** A listener that does nothing. */
	BackplaneListener NONE = new BackplaneListener() {
	};

	/**
	 * A message was published to the backplane.
	 * @param bytes its length
	 */
	default void published(int bytes) {
	}

	/**
	 * A message was received. It may be this server's own.
	 * @param bytes its length
	 */
	default void received(int bytes) {
	}

	/**
	 * A message of this server was received back.
	 * @param nanos the time since it was published, in nanoseconds
	 */
	default void returned(long nanos) {
	}

	/**
	 * A message was lost for some or all of its recipients.
	 * @param reason why it was lost
	 */
	default void dropped(Drop reason) {
	}

	/**
	 * The number of channels to which this server has subscribed has changed.
	 * @param change 1 or -1
	 */
	default void subscriptions(int change) {
	}

	/**
	 * The backplane went up or down. Not called for the initial state.
	 * @param up whether it is up now
	 */
	default void stateChanged(boolean up) {
	}

	/**
	 * A query for the members of a group on all servers was not answered.
	 */
	default void presenceFailed() {
	}

	/**
	 * Why a message was lost.
	 */
	enum Drop {

		/** The backplane was down: members on other servers did not receive the call. */
		DOWN,

		/**
		 * The backplane went down before the message came back: members on other servers
		 * may not have received the call.
		 */
		UNCONFIRMED,

		/** The buffer of the backplane was full: nobody received the call. */
		FULL,

		/** The message was too large for the backplane: the caller got an exception. */
		TOO_LARGE,

		/** A received message was not a valid group message. */
		MALFORMED,

		/**
		 * Messages arrived faster than they could be delivered: members on this server
		 * missed a call.
		 */
		OVERFLOW

	}

}
