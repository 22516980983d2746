package io.github.magiconion4j.internal.outbound;

/**
 * What happens while messages are sent. The methods must not block.
 */
public interface OutboundEvents {

	/** The call was closed: gRPC has all that was to be sent. */
	void closed();

	/**
	 * gRPC or an interceptor threw: nothing is sent any more.
	 * @param failure what it threw
	 */
	void failed(Throwable failure);

	/** The client has read nothing for as long as it may. On the timer's thread. */
	void noProgress();

}
