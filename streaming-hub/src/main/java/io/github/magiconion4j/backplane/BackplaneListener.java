package io.github.magiconion4j.backplane;

/**
 * Hears what a server says and hears over one backplane, for meters. An implementation
 * must be thread-safe and must neither block nor throw.
 */
public interface BackplaneListener {

	/** Hears nothing. */
	BackplaneListener NONE = new BackplaneListener() {
	};

	/**
	 * A message was given to the backplane.
	 * @param bytes how long it is
	 */
	default void published(int bytes) {
	}

	/**
	 * A message came, perhaps this server's own.
	 * @param bytes how long it is
	 */
	default void received(int bytes) {
	}

	/**
	 * A message of this server came back to it.
	 * @param nanos how long it took since it was published
	 */
	default void returned(long nanos) {
	}

	/**
	 * A message was lost for some or all of those who should hear it.
	 * @param reason why
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
	 * The backplane went up or down. It is not told how things are at first.
	 * @param up whether it is up now
	 */
	default void stateChanged(boolean up) {
	}

	/**
	 * It was asked who is in a group on all servers, and there was no answer.
	 */
	default void presenceFailed() {
	}

	/**
	 * Why a message was lost.
	 */
	enum Drop {

		/** The backplane was down: members on other servers did not hear the call. */
		DOWN,

		/**
		 * The backplane went down before the message came back: members on other servers
		 * may not have heard the call.
		 */
		UNCONFIRMED,

		/** The buffer of the backplane was full: nobody heard the call. */
		FULL,

		/** The message was too large for the backplane: the caller got an exception. */
		TOO_LARGE,

		/** What came was no message of a group. */
		MALFORMED,

		/** More came than could be handed over: members on this server missed a call. */
		OVERFLOW

	}

}
