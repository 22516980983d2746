package io.github.magiconion4j.interop.server;

/**
 * The tags of integration tests, which the build knows by name.
 */
final class Tags {

	/**
	 * Bears a busy machine: the test starts processes and awaits what they do, and is
	 * right however long that takes. Two such test classes run at the same time; all
	 * others run alone.
	 */
	static final String PATIENT = "patient";

	private Tags() {
	}

}
