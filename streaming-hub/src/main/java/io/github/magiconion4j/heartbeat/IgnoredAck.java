package io.github.magiconion4j.heartbeat;

import io.github.magiconion4j.internal.roundtrip.OutstandingHeartbeats;

/**
 * Why an acknowledgement measures nothing.
 */
public enum IgnoredAck {

	/** It is of a heartbeat so old that its time is forgotten. */
	LATE,

	/** It is of a heartbeat that was acknowledged already. */
	DUPLICATE,

	/** It is of a heartbeat that was never sent. */
	UNKNOWN;

	/** What a negative answer of {@link OutstandingHeartbeats#acknowledge} means. */
	static IgnoredAck of(long answer) {
		return (answer == OutstandingHeartbeats.LATE) ? LATE
				: (answer == OutstandingHeartbeats.DUPLICATE) ? DUPLICATE : UNKNOWN;
	}

}
