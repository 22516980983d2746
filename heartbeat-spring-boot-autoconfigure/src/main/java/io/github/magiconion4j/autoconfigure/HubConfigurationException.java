package io.github.magiconion4j.autoconfigure;

/**
 * Something is wrong with the configuration of hubs: it stops the start of the
 * application, with a text for the person who has to mend it.
 */
public class HubConfigurationException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Makes an exception.
	 * @param description what is wrong: the property and its value
	 * @param action what to do about it
	 */
	public HubConfigurationException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * What to do about it.
	 * @return the cure, in a sentence or two
	 */
	public String action() {
		return this.action;
	}

}
