package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.github.magiconion4j.client.HubClientState;
import io.github.magiconion4j.client.HubClientState.Phase;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.testing.LogCapture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is logged of named clients, and how often.
 */
class ClientLogTest {

	private static final DisconnectReason REFUSED = DisconnectReason.of(DisconnectReason.Type.FAULTED,
			"UNAVAILABLE: io exception: Connection refused");

	@RegisterExtension
	final LogCapture captured = LogCapture.of(ClientLog.class);

	private long now;

	private final ClientLog log = new ClientLog("chat", () -> this.now);

	private void change(Phase phase, @Nullable DisconnectReason reason) {
		this.log.accept(new HubClientState(phase, Instant.EPOCH, 1, null, reason));
	}

	private List<String> texts() {
		return this.captured.events()
			.stream()
			.map((line) -> line.getLevel() + " " + line.getFormattedMessage())
			.toList();
	}

	@Test
	void failuresAreLoggedOnceAMinute() {
		for (int i = 0; i < 3; i++) {
			change(Phase.CONNECTING, REFUSED);
			change(Phase.WAITING, REFUSED);
		}
		assertThat(texts()).containsExactly("WARN The hub client \"chat\" is not connected, and tries again: FAULTED "
				+ "(UNAVAILABLE: io exception: Connection refused); 1 failures since the last such line");
		this.now += Duration.ofMinutes(1).toNanos();
		change(Phase.WAITING, REFUSED);
		assertThat(texts()).hasSize(2).last().asString().endsWith("; 3 failures since the last such line");
	}

	@Test
	void connectsAreLoggedOnceAMinute() {
		change(Phase.CONNECTED, null);
		change(Phase.CONNECTED, REFUSED);
		assertThat(texts())
			.containsExactly("INFO The hub client \"chat\" is connected; 1 connects since the last such line");
	}

	@Test
	void aClientThatGivesUpIsAnErrorAndOneThatIsClosedIsNot() {
		change(Phase.CLOSED, REFUSED); // the last failure of a client that is closed
										// while it waits
		this.log.ended(DisconnectReason.of(DisconnectReason.Type.CLIENT_CLOSED, "the client was closed"));
		assertThat(texts()).isEmpty();
		this.log.ended(REFUSED);
		assertThat(texts()).containsExactly("ERROR The hub client \"chat\" has given up, and will not connect again: "
				+ "FAULTED (UNAVAILABLE: io exception: Connection refused); 1 such clients since the last such line");
	}

}
