package io.github.magiconion4j.client;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;

import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.ClientMessage.ClientHeartbeat;
import io.github.magiconion4j.protocol.ClientMessage.ClientResultError;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server that replays the recorded one: it sends each message when the client has sent
 * everything that the recorded client had sent before it, and compares the client's
 * messages. Messages of different kinds may overtake each other, as in the recording.
 */
final class Replay {

	private final FakeServer server = FakeServer.accepting();

	private final Iterator<Recording.Line> lines;

	private final Map<Class<?>, Queue<ClientMessage>> received = new HashMap<>();

	private Recording.@Nullable Line next;

	private boolean going;

	Replay(Recording recording) {
		this.lines = recording.messages().iterator();
		proceed();
		this.server.reacting((message) -> {
			this.received.computeIfAbsent(message.getClass(), (kind) -> new ArrayDeque<>()).add(message);
			go();
		});
	}

	FakeServer server() {
		return this.server;
	}

	/** The client is connected. */
	void start() {
		go();
	}

	/** The next recorded call of the client; {@code null} if there is none. */
	@Nullable Request nextRequest() {
		return (this.next != null && ClientMessage.decode(FakeServer.bytes(this.next.hex())) instanceof Request request)
				? request : null;
	}

	boolean isDone() {
		return this.next == null;
	}

	/** Neither side has more messages. */
	void assertDone() {
		assertThat(this.next).as("what the recorded client sent, too").isNull();
		assertThat(this.received.values()).as("what only this client sent").allMatch(Queue::isEmpty);
	}

	private void go() {
		if (this.going) {
			return; // the comparison will show it
		}
		this.going = true;
		while (this.next != null && (this.next.ofClient() ? compare(this.next) : send(this.next))) {
			proceed();
		}
		this.going = false;
	}

	private void proceed() {
		this.next = this.lines.hasNext() ? this.lines.next() : null;
	}

	private boolean send(Recording.Line line) {
		this.server.send(line.hex());
		return true;
	}

	private boolean compare(Recording.Line line) {
		ClientMessage expected = ClientMessage.decode(FakeServer.bytes(line.hex()));
		Queue<ClientMessage> queue = this.received.get(expected.getClass());
		if (queue == null || queue.isEmpty()) {
			return false;
		}
		String actual = HexFormat.of().formatHex(withTheRecorded(expected, queue.remove()).encode());
		assertThat(actual).isEqualTo(line.hex());
		return true;
	}

	/** A message without the parts that differ in each run: the time, a stack trace. */
	private static ClientMessage withTheRecorded(ClientMessage expected, ClientMessage actual) {
		if (expected instanceof ClientHeartbeat recorded && actual instanceof ClientHeartbeat sent) {
			assertThat(sent.clientSentAt()).isPositive();
			return new ClientHeartbeat(sent.sequence(), recorded.clientSentAt(), sent.extra());
		}
		if (expected instanceof ClientResultError recorded && actual instanceof ClientResultError sent) {
			assertThat(Objects.requireNonNull(recorded.message()).lines().findFirst().orElseThrow())
				.isEqualTo("System.InvalidOperationException: why");
			assertThat(sent.message()).isEqualTo("java.lang.IllegalStateException: why");
			return new ClientResultError(sent.id(), sent.methodId(), sent.statusCode(), sent.detail(),
					recorded.message());
		}
		return actual;
	}

}
