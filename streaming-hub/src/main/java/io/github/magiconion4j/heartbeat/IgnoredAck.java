package io.github.magiconion4j.heartbeat;

/**
 * Why an acknowledgement measures nothing.
 */
public enum IgnoredAck {

	/** It is of a heartbeat so old that its time is forgotten. */
	LATE,

	/** It is of a heartbeat that was acknowledged already. */
	DUPLICATE,

	/** It is of a heartbeat that was never sent. */
	UNKNOWN

}
