package io.github.magiconion4j.contract;

/**
 * A hub interface cannot be put on the wire. The text says why, and what to change.
 */
public class InvalidContractException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Creates an exception.
	 * @param message what is wrong with which type, and what to change
	 */
	public InvalidContractException(String message) {
		super(message);
	}

}
