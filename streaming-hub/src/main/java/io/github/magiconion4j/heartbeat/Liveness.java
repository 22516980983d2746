package io.github.magiconion4j.heartbeat;

/**
 * What proves that a client is alive.
 */
public enum Liveness {

	/**
	 * Any message that is read from it: it answers for all heartbeats that were sent
	 * before.
	 */
	ANY_MESSAGE,

	/**
	 * An acknowledgement alone: it answers for its heartbeat and all before that one.
	 */
	ACK

}
