package io.github.magiconion4j.heartbeat;

/**
 * Why an acknowledgement was ignored.
 */
public enum IgnoredAck {

	/** Its heartbeat is so old that its send time is no longer known. */
	LATE,

	/** Its heartbeat was already acknowledged. */
	DUPLICATE,

	/** Its heartbeat was never sent. */
	UNKNOWN

}
