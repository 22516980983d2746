package io.github.magiconion4j.interop.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Channel;
import io.grpc.ChannelCredentials;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.MetadataUtils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * TLS, tokens and limits, configured in each stack: a refused client gets no hub, and a
 * hub knows its client's principal.
 */
@Tag(Tags.PATIENT)
class StackSecurityIT {

	private static final int LIMIT_KB = 64;

	@TempDir
	static Path folder;

	private static Certificates certificates;

	private final List<ManagedChannel> channels = new ArrayList<>();

	@BeforeAll
	static void createCertificates() throws InterruptedException {
		certificates = Certificates.create(folder);
	}

	@AfterEach
	void disconnect() {
		this.channels.forEach(ManagedChannel::shutdownNow);
	}

	/** In an application without a web server. */
	@ParameterizedTest
	@EnumSource
	void aTokenIsNeededBeforeThereIsAHub(Stack stack) throws Exception {
		try (ServerProcess server = server(stack, "--interop.token=secret", stack.maxMessageSize(LIMIT_KB + "KB"),
				"--spring.main.web-application-type=none")) {
			server.start();
			Channel channel = channel(server, InsecureChannelCredentials.create());
			for (Channel wrong : List.of(channel, withToken(channel, "wrong"))) {
				Status refused = connect(wrong).status();
				assertThat(refused.getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
				assertThat(refused.getDescription()).isEqualTo("no valid token");
			}
			assertThat(new HubLog(server).connected()).isEmpty();
			TestHubClient client = connect(withToken(channel, "secret"));
			assertWorks(client);
			Awaitility.await().until(() -> server.output().contains(" principal token"));
			client.call("EchoAsync", Bodies.text("x".repeat(LIMIT_KB * 1024)));
			Status tooLarge = client.status();
			System.out.println(stack + ": " + tooLarge);
			// gRPC for Java can only reset a stream whose headers were sent
			assertThat(tooLarge.getCode()).isEqualTo(Status.Code.CANCELLED);
			assertWorks(connect(withToken(channel, "secret")));
		}
	}

	/** In an application whose beans are lazy. */
	@ParameterizedTest
	@EnumSource
	void aCertificateIsNeededBeforeThereIsAHub(Stack stack) throws Exception {
		List<String> options = new ArrayList<>(stack.mutualTls(certificates));
		options.add("--spring.main.lazy-initialization=true");
		try (ServerProcess server = server(stack, options.toArray(String[]::new))) {
			server.start();
			for (ChannelCredentials wrong : List.of(InsecureChannelCredentials.create(), certificates.anonymous())) {
				assertThat(connect(channel(server, wrong)).status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			}
			assertThat(new HubLog(server).connected()).isEmpty();
			assertWorks(connect(channel(server, certificates.mutual())));
			Awaitility.await().until(() -> server.output().contains(" principal CN=player"));
		}
	}

	/** It runs only briefly, so less compilation is faster. */
	private static ServerProcess server(Stack stack, String... options) {
		return ServerProcess.of(stack.jar(), options).jvm("-XX:TieredStopAtLevel=1");
	}

	private Channel channel(ServerProcess server, ChannelCredentials credentials) {
		ManagedChannel channel = Grpc.newChannelBuilderForAddress("localhost", server.grpcPort(), credentials).build();
		this.channels.add(channel);
		return channel;
	}

	private static Channel withToken(Channel channel, String token) {
		Metadata headers = new Metadata();
		headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
		return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
	}

	private static TestHubClient connect(Channel channel) {
		return TestHubClient.connectAcknowledging(channel, InteropClient.INTEROP_HUB);
	}

	private static void assertWorks(TestHubClient client) throws InterruptedException {
		int call = client.call("AddAsync", 0x92, 1, 2);
		ServerMessage.Response answer = client.next(ServerMessage.Response.class);
		assertThat(answer.messageId()).isEqualTo(call);
		assertThat(answer.body().toBytes()).containsExactly(3);
	}

}
