package io.github.magiconion4j.interop.server;

/**
 * The tags of integration tests, which the build knows by name.
 */
final class Tags {

	/**
	 * Measures time, memory or throughput. Such tests run one after the other; all others
	 * run two at a time, since they mostly wait for processes.
	 */
	static final String QUIET = "quiet";

	private Tags() {
	}

}
