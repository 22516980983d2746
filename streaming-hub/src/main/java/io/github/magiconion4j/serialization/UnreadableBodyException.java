package io.github.magiconion4j.serialization;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * The body of a message does not match its method, which is the sender's fault. The
 * sender may see the text.
 */
public class UnreadableBodyException extends IOException {

	private static final long serialVersionUID = 1L;

	private static final int NONE = -1;

	private final String problem;

	private final int argument;

	/**
	 * Creates an exception.
	 * @param problem what is wrong, and where in the value. The sender sees it, so it
	 * must contain nothing confidential
	 * @param cause the exception behind it, which the sender does not see
	 */
	public UnreadableBodyException(String problem, @Nullable Throwable cause) {
		this(problem, cause, NONE, problem);
	}

	private UnreadableBodyException(String problem, @Nullable Throwable cause, int argument, String message) {
		super(message, cause);
		this.problem = problem;
		this.argument = argument;
	}

	UnreadableBodyException inArgument(int argument, int count) {
		return new UnreadableBodyException(this.problem, getCause(), argument,
				"argument " + (argument + 1) + " of " + count + ": " + this.problem);
	}

	UnreadableBodyException withHint(String hint) {
		return new UnreadableBodyException(this.problem + hint, getCause(), this.argument, getMessage() + hint);
	}

	/**
	 * What is wrong with the value.
	 * @return the text, without the index of the argument
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * The index of the argument.
	 * @return the index, from 0; -1 for the arguments as a whole, or if it is not an
	 * argument
	 */
	public int argument() {
		return this.argument;
	}

}
