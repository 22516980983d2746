package io.github.magiconion4j.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Metadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The context of the start of a connection is current in its hub code, and nowhere else.
 */
class ConnectionContextTest {

	private static final String ALL = "grpc=yes mdc=acme hub=ITestHub own=mine";

	private static TestServerOptions options() {
		return new TestServerOptions().interceptor(TestContexts.interceptor()).propagator(TestContexts.propagator());
	}

	@Test
	void itIsCurrentInHubMethods() throws Exception {
		try (TestServer server = new TestServer(options()); TestHubClient client = server.connect()) {
			for (int i = 0; i < 2; i++) {
				client.call("WhatIsCurrent", 0xc0);
				assertThat(TestHubClient.values(client.next(ServerMessage.Response.class).body()).unpackString())
					.isEqualTo(ALL);
			}
		}
	}

	@Test
	void itIsCurrentInCallbacks() throws Exception {
		BlockingQueue<String> seen = new LinkedBlockingQueue<>();
		TestServerOptions options = options()
			.heartbeat(HeartbeatSettings.of(Duration.ofMillis(20), Duration.ofMinutes(1)));
		try (TestServer server = new TestServer(options); TestHubClient client = server.connect()) {
			TestHub hub = server.hub();
			hub.connection().heartbeat().setAckCallback((latency) -> seen.add(TestContexts.current()));
			client.acknowledge(client.next(ServerMessage.ServerHeartbeat.class));
			assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(ALL);
			hub.receiver().onPing().whenComplete((result, failure) -> seen.add(TestContexts.current()));
			client.answer(client.next(ServerMessage.ClientResultRequest.class), 0xc0);
			assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(ALL);
			hub.disconnected.whenComplete((reason, failure) -> seen.add(TestContexts.current()));
			client.cancel();
			assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(ALL);
		}
	}

	@Test
	void threadsDoNotKeepIt() throws Exception {
		ExecutorService one = Executors.newSingleThreadExecutor();
		try (TestServer server = new TestServer(options().hubExecutor(one)); TestHubClient client = server.connect()) {
			client.call("Add", 0x92, 1, 1);
			client.next(ServerMessage.Response.class);
			assertThat(one.submit(TestContexts::isEmpty).get(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	@Test
	void aConnectionHasItsPrincipalAndHeaders() throws Exception {
		Metadata headers = new Metadata();
		headers.put(Metadata.Key.of("x-token", Metadata.ASCII_STRING_MARSHALLER), "secret");
		try (TestServer server = new TestServer(options()); TestHubClient client = server.connect(headers)) {
			TestHub hub = server.hub();
			assertThat(hub.connection().header("X-Token")).isEqualTo("secret");
			assertThat(hub.connection().header("x-other")).isNull();
			assertThat(hub.connection().principal()).isNotNull()
				.satisfies((principal) -> assertThat(principal.getName()).isEqualTo("mine"));
			assertThat(hub.connection().remoteAddress()).isNotNull();
			hub.connection().attributes().put("room", 7);
			assertThat(hub.connection().attributes()).isEqualTo(Map.of("room", 7));
			assertThat(client.isOpen()).isTrue();
		}
	}

	@Test
	void withoutAContextNothingIsCurrent() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			client.call("WhatIsCurrent", 0xc0);
			assertThat(TestHubClient.values(client.next(ServerMessage.Response.class).body()).unpackString())
				.isEqualTo("grpc=null mdc=null hub=ITestHub own=null");
			assertThat(server.hub().connection().principal()).isNull();
		}
	}

}
