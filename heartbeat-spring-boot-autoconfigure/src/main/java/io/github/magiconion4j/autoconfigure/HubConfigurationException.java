package io.github.magiconion4j.autoconfigure;

/**
 * The configuration of hubs or clients is invalid. The application does not start, and a
 * failure analysis shows what is wrong and how to fix it.
 */
public class HubConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Creates an exception.
	 * @param description what is wrong: the property and its value
	 * @param action how to fix it
	 */
	public HubConfigurationException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * How to fix the problem.
	 * @return one or two sentences
	 */
	public String action() {
		return this.action;
	}

}
