package io.github.magiconion4j.server;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.hub.HubGroup;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;

/**
 * A client and its hub, for tests of groups.
 *
 * @param client receives calls
 * @param hub joins groups
 */
record BackplaneMember(TestHubClient client, TestHub hub) {

	static BackplaneMember connect(TestServer server) throws Exception {
		TestHubClient client = server.connect();
		client.next(ServerMessage.Broadcast.class); // "welcome"
		return new BackplaneMember(client, server.hub());
	}

	HubGroup<TestHubReceiver> join(String room) {
		return this.hub.groups().add(room);
	}

	HubContext connection() {
		return this.hub.connection();
	}

	UUID id() {
		return connection().connectionId();
	}

	/** The next text that it receives. */
	String next() throws Exception {
		return TestHubClient.values(this.client.next(ServerMessage.Broadcast.class).body()).unpackString();
	}

	/** What it has received before its own hub sends the end mark. */
	List<String> heard() throws Exception {
		this.hub.receiver().onText("end");
		List<String> heard = new ArrayList<>();
		for (String text = next(); !text.equals("end"); text = next()) {
			heard.add(text);
		}
		return heard;
	}

}
