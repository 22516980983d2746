package io.github.magiconion4j.interop.server;

/**
 * The tags of integration tests, which the build refers to by name.
 */
final class Tags {

	/**
	 * Tolerates a busy machine: the test starts processes and waits for them, however
	 * long that takes. Two such test classes run at the same time; all others run alone.
	 */
	static final String PATIENT = "patient";

	private Tags() {
	}

}
