package io.github.magiconion4j.autoconfigure.groups;

import io.nats.client.Options;

class NatsOutageTest extends AbstractOutageTests {

	@Override
	LocalServer createServer() throws Exception {
		return LocalServer.nats();
	}

	@Override
	AbstractBackplane create(int port) {
		return new NatsBackplane(NatsConnections.own(new Options.Builder().server("nats://127.0.0.1:" + port)),
				16 << 20, AbstractBackplaneTests.PATIENCE);
	}

}
