package io.github.magiconion4j.client;

import java.util.function.UnaryOperator;

import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.testing.FakeTime;

/**
 * Calls of a connected client, on virtual time.
 */
abstract class CallScenario {

	final FakeTime time = new FakeTime();

	final FakeServer server = FakeServer.accepting();

	final HubClient<ITestHub> connect() {
		return connect((options) -> options);
	}

	final HubClient<ITestHub> connect(UnaryOperator<StreamingHubClientOptions> customizer) {
		return TestClient.connect(this.server, this.time, customizer);
	}

	/** A call by the client. */
	final Request request(int index) {
		return this.server.received(Request.class).get(index);
	}

}
