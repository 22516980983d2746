package io.github.magiconion4j.autoconfigure.groups;

import io.nats.client.Options;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class NatsBackplaneTest extends AbstractBackplaneTests {

	@Override
	LocalServer createServer() throws Exception {
		return LocalServer.nats();
	}

	@Override
	AbstractBackplane create(int port) {
		return new NatsBackplane(NatsConnections.own(new Options.Builder().server("nats://127.0.0.1:" + port)),
				MAX_UNSENT, PATIENCE);
	}

	@Test
	void namesAndSizesAreThoseOfNats() throws Exception {
		this.server.start();
		AbstractBackplane backplane = begin();
		patiently().until(backplane::isUp);
		assertThat(backplane.maxMessageSize()).isEqualTo(1 << 20);
		assertThat(backplane.channel("news")).isEqualTo("Multicaster.Group/news");
		assertThatIllegalArgumentException().isThrownBy(() -> backplane.channel("two words"));
	}

}
