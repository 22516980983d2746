package io.github.magiconion4j.internal.outbound;

/**
 * Events of an outbound queue. The methods must not block.
 */
public interface OutboundEvents {

	/** The call was closed: everything has been handed to gRPC. */
	void closed();

	/**
	 * gRPC or an interceptor failed: nothing is sent any more.
	 * @param failure the exception
	 */
	void failed(Throwable failure);

	/**
	 * The client has read nothing within the slow consumer timeout. Called on the timer's
	 * thread.
	 */
	void noProgress();

}
