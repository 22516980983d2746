package io.github.magiconion4j.serialization;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * The body of a message is not what its method takes: the fault of whoever sent it, who
 * may read the text.
 */
public class UnreadableBodyException extends IOException {

	private static final long serialVersionUID = 1L;

	private static final int NONE = -1;

	private final String problem;

	private final int argument;

	/**
	 * Makes an exception.
	 * @param problem what is wrong, where in the value, without anything that the sender
	 * must not know
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
	 * @return the text, which does not say which argument the value is
	 */
	public String problem() {
		return this.problem;
	}

	/**
	 * Which argument it is.
	 * @return its index, from 0; -1 if it is the arguments together, or no argument
	 */
	public int argument() {
		return this.argument;
	}

}
