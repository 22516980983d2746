package io.github.magiconion4j.protocol;

/**
 * The bytes are not a StreamingHub message. The text tells what was expected, what was
 * found, and at which byte.
 */
public class MalformedMessageException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int offset;

	MalformedMessageException(String problem, int offset) {
		super("Malformed StreamingHub message: " + problem + " at byte " + offset);
		this.offset = offset;
	}

	/**
	 * The position of the error.
	 * @return the index of the byte, from 0; the length of the message if it ends too
	 * early
	 */
	public int offset() {
		return this.offset;
	}

}
