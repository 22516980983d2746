package io.github.magiconion4j.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import io.github.magiconion4j.protocol.ClientMessage;
import io.github.magiconion4j.protocol.MethodIds;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Calls of hub methods and their answers.
 */
class RequestTest {

	private TestServer server;

	private TestHubClient client;

	private TestHub hub;

	@BeforeEach
	void connect() throws Exception {
		this.server = new TestServer();
		this.client = this.server.connect();
		this.hub = this.server.hub();
		this.client.next(ServerMessage.Broadcast.class); // "welcome"
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	private ServerMessage answer() throws InterruptedException {
		return ServerMessage.decode(this.client.nextBytes());
	}

	private static ServerMessage response(int call, String method, int... body) {
		return new ServerMessage.Response(call, MethodIds.of(method), TestHubClient.bytes(body));
	}

	private static ServerMessage error(int call, int code, @Nullable String detail) {
		return new ServerMessage.ErrorResponse(call, code, detail, null);
	}

	@Test
	void aResultIsAnswered() throws Exception {
		int call = this.client.call("Add", 0x92, 2, 3);
		assertThat(answer()).isEqualTo(response(call, "Add", 5));
	}

	@Test
	void aMethodWithoutAResultIsAnsweredWithNil() throws Exception {
		this.client.call("Pass", 0xc0);
		this.client.call("Tell", 0xa1, 'x');
		assertThat(answer()).isEqualTo(response(1, "Pass", 0xc0));
		assertThat(answer()).isEqualTo(response(2, "Tell", 0xc0));
	}

	@Test
	void callsRunOneAtATimeInTheirOrder() throws Exception {
		List<Integer> expected = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			this.client.call("Add", 0x92, 0xcd, i >> 8, i, 0);
			expected.add(i + 1);
		}
		List<Integer> answered = new ArrayList<>();
		for (int i = 0; i < 1000; i++) {
			answered.add(((ServerMessage.Response) answer()).messageId());
		}
		assertThat(answered).isEqualTo(expected);
		assertThat(
				this.hub.events.stream().filter((event) -> event.startsWith("add")).map((event) -> event.substring(4)))
			.containsExactlyElementsOf(expected.stream().map((number) -> String.valueOf(number - 1)).toList());
	}

	@Test
	void theNextCallWaitsForAStage() throws Exception {
		int first = this.client.call("Later", 0xc0);
		int second = this.client.call("Add", 0x92, 1, 1);
		await().until(() -> this.hub.events.contains("later"));
		this.client.send((byte) 0x94, (byte) 0x7e, (byte) 0, (byte) 0, (byte) 0xc0);
		assertThat(answer()).isInstanceOf(ServerMessage.ClientHeartbeatResponse.class);
		assertThat(this.hub.events).doesNotContain("add 1");
		this.hub.later.complete("x");
		assertThat(answer()).isEqualTo(response(first, "Later", 0xa1, 'x'));
		assertThat(answer()).isEqualTo(response(second, "Add", 2));
	}

	@Test
	void statusesWithoutATextAndOfNoKnownNumber() throws Exception {
		this.client.call("Fail", text("hub without a text"));
		assertThat(answer()).isEqualTo(error(1, 9, null));
		assertThat(error(1, 9, null).encode()).containsExactly(0x94, 1, 9, 0xc0, 0xc0);
		this.client.call("Fail", text("no status of gRPC"));
		assertThat(answer()).isEqualTo(error(2, -7, "ours"));
	}

	private static int[] text(String text) {
		return IntStream.concat(IntStream.of(0xa0 | text.length()), text.chars()).toArray();
	}

	@Test
	void statusesReachTheClient() throws Exception {
		this.client.call("Fail", 0xa3, 'h', 'u', 'b');
		assertThat(answer()).isEqualTo(error(1, 99, "a code of our own"));
		this.client.call("Fail", 0xa4, 'g', 'r', 'p', 'c');
		assertThat(answer()).isEqualTo(error(2, 9, "not now"));
		this.client.call("Fail", 0xa7, 'c', 'h', 'e', 'c', 'k', 'e', 'd');
		assertThat(answer()).isEqualTo(error(3, 5, null));
		this.client.call("FailLater", 0xc0);
		assertThat(answer()).isEqualTo(error(4, 9, "later"));
	}

	@Test
	void anyOtherFailureIsInternalWithoutItsText() throws Exception {
		this.client.call("Fail", 0xa0);
		assertThat(answer()).isEqualTo(error(1, 13, "An error occurred while processing handler 'ITestHub/Fail'."));
		this.client.call("Fail", 0xa5, 'e', 'r', 'r', 'o', 'r');
		assertThat(answer()).isEqualTo(error(2, 13, "An error occurred while processing handler 'ITestHub/Fail'."));
		this.client.call("Broken", 0xc0);
		assertThat(answer()).isEqualTo(error(3, 13, "An error occurred while processing handler 'ITestHub/Broken'."));
		this.client.call("Add", 0x92, 1, 1);
		assertThat(answer()).isEqualTo(response(4, "Add", 2));
	}

	@Test
	void unreadableArgumentsFailOnlyTheirCall() throws Exception {
		this.client.call("Add", 0xc0);
		this.client.call("Add", 0x92, 1);
		this.client.call("Add");
		this.client.call("Add", 0x92, 1, 1);
		this.client.call("Add", 0x92, 1, 0xa1, 'x');
		assertThat(answer()).isEqualTo(error(1, 3, "Add, arguments: expected an array of 2, found nil"));
		assertThat(answer()).isEqualTo(error(2, 3, "Add, arguments: the body ends too early"));
		assertThat(answer()).isEqualTo(error(3, 3, "Add, arguments: the body ends too early"));
		assertThat(answer()).isEqualTo(response(4, "Add", 2));
		assertThat(answer()).isEqualTo(error(5, 3, "Add, parameter 2 (b): expected int, found text 'x'"));
	}

	@Test
	void anUnreadableSingleArgumentFailsOnlyItsCall() throws Exception {
		this.client.call("Fail", 5);
		this.client.fireAndForget("Fail", 5);
		this.client.call("Pass", 5);
		this.client.call("Add", 0x92, 1, 1);
		assertThat(answer()).isEqualTo(error(1, 3, "Fail, parameter 1 (how): expected String, found 5"));
		assertThat(answer()).isEqualTo(error(2, 3, "Pass, arguments: expected nil, found 0x5"));
		assertThat(answer()).isEqualTo(response(3, "Add", 2));
	}

	@Test
	void anUnknownMethodIsUnimplemented() throws Exception {
		this.client.call("JoinAsync", 0xc0);
		assertThat(answer()).isEqualTo(error(1, 12, "StreamingHub method '-733403293' is not found in StreamingHub."));
		this.client.fireAndForget("JoinAsync", 0xc0);
		assertThat(answer()).isEqualTo(error(-1, 12, "StreamingHub method '-733403293' is not found in StreamingHub."));
	}

	@Test
	void fireAndForgetIsNeverAnswered() throws Exception {
		this.client.fireAndForget("Add", 0x92, 1, 1);
		this.client.fireAndForget("Tell", 0xa4, 'f', 'a', 'i', 'l');
		this.client.fireAndForget("Fail", 0xa3, 'h', 'u', 'b');
		int call = this.client.call("Add", 0x92, 2, 2);
		assertThat(answer()).isEqualTo(response(call, "Add", 4));
		assertThat(this.hub.events).contains("add 1", "tell fail");
	}

	@Test
	void aRequestWithoutANumberIsAnsweredOnlyIfItFails() throws Exception {
		this.client.send(new ClientMessage.Request(-1, MethodIds.of("Add"), TestHubClient.bytes(0x92, 1, 1)));
		this.client.send(new ClientMessage.Request(-1, MethodIds.of("Fail"), TestHubClient.bytes(0xa3, 'h', 'u', 'b')));
		assertThat(answer()).isEqualTo(error(-1, 99, "a code of our own"));
	}

	@Test
	void theServerCallsTheClient() throws Exception {
		TestHubReceiver receiver = this.hub.receiver();
		receiver.onPair(7, "x");
		assertThat(answer())
			.isEqualTo(new ServerMessage.Broadcast(MethodIds.of("OnPair"), TestHubClient.bytes(0x92, 7, 0xa1, 'x')));
		assertThat(receiver).hasToString("client (TestHubReceiver)").isEqualTo(receiver).isNotEqualTo("x");
		assertThat(receiver.hashCode()).isEqualTo(receiver.hashCode());
	}

	@Test
	void aDefaultMethodOfTheReceiverRunsOnThisSide() throws Exception {
		this.hub.receiver().onHello("x");
		assertThat(answer()).isEqualTo(new ServerMessage.Broadcast(MethodIds.of("OnText"),
				TestHubClient.bytes(0xa7, 'h', 'e', 'l', 'l', 'o', ' ', 'x')));
	}

	@Test
	void messagesAfterTheEndAreDropped() throws Exception {
		TestHubReceiver receiver = this.hub.receiver();
		this.client.cancel();
		this.hub.disconnected.get();
		receiver.onText("too late");
	}

}
