package io.github.magiconion4j.contract;

/**
 * A hub or receiver interface is not a valid contract. The text says why, and what to
 * change.
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
