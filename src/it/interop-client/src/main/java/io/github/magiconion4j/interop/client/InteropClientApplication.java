package io.github.magiconion4j.interop.client;

/**
 * Runs the same scenarios and load tests as the peer's client.
 */
public final class InteropClientApplication {

	private static final String USAGE = """
			[client] --address=http://127.0.0.1:P [--only=NAME] [--expect-metadata=1.2.3.4] [--server-interval-ms=I]
			load     --address=http://127.0.0.1:P[,http://127.0.0.1:Q] --connections=N [--channels=C] [--seconds=S]
			         [--client-interval-ms=I] [--client-timeout-ms=T] [--mode=heartbeat|call|broadcast|join]
			         [--rate=R] [--senders=K] [--receivers=M] [--bytes=B]""";

	private InteropClientApplication() {
	}

	/**
	 * Runs the given mode, and exits with 0 if nothing failed.
	 * @param args see the usage; a value follows {@code =} or is an argument of its own
	 */
	public static void main(String[] args) throws Exception {
		Arguments arguments = Arguments.parse(args);
		System.exit(switch (arguments.mode()) {
			case "", "client" -> Scenarios.run(arguments) ? 0 : 1;
			case "load" -> new Load(arguments).run() ? 0 : 1;
			default -> {
				System.err.println(USAGE);
				yield 2;
			}
		});
	}

}
