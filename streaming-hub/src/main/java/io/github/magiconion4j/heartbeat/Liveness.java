package io.github.magiconion4j.heartbeat;

/**
 * What proves that a client is alive.
 */
public enum Liveness {

	/**
	 * Any message from the client answers all heartbeats that were due before it was
	 * read.
	 */
	ANY_MESSAGE,

	/**
	 * Only an acknowledgement counts. It answers its heartbeat and all earlier ones.
	 */
	ACK

}
