package io.github.magiconion4j.server;

import java.nio.charset.StandardCharsets;

import io.github.magiconion4j.hub.HubContext;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Metadata;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The headers of the request that starts a connection.
 */
class HeadersTest {

	private static final Metadata.Key<String> TEXT = Metadata.Key.of("x-text", Metadata.ASCII_STRING_MARSHALLER);

	private static final Metadata.Key<byte[]> BINARY = Metadata.Key.of("auth-token-bin",
			Metadata.BINARY_BYTE_MARSHALLER);

	@Test
	void aHubSeesTextAndBytesAndEveryValueOfOneThatIsRepeated() throws Exception {
		Metadata headers = new Metadata();
		headers.put(TEXT, "one");
		headers.put(TEXT, "two");
		headers.put(BINARY, new byte[] { 1, 2 });
		headers.put(BINARY, new byte[] { 0, -1, 7 });
		try (TestServer server = new TestServer(new TestServerOptions().netty());
				TestHubClient client = server.connect(headers)) {
			client.nextBytes();
			HubContext context = server.hub().connection();
			assertThat(context.header("X-Text")).isEqualTo("two");
			assertThat(context.headers("x-text")).containsExactly("one", "two");
			assertThat(context.headerBytes("x-text")).isEqualTo("two".getBytes(StandardCharsets.US_ASCII));
			assertThat(context.header("auth-token-bin")).isEqualTo("AP8H");
			assertThat(context.headers("Auth-Token-Bin")).containsExactly("AQI=", "AP8H");
			assertThat(context.headerBytes("Auth-Token-BIN")).containsExactly(0, -1, 7);
		}
	}

	@Test
	void oneThatWasNotSentIsNull() throws Exception {
		try (TestServer server = new TestServer(); TestHubClient client = server.connect()) {
			client.nextBytes();
			HubContext context = server.hub().connection();
			assertThat(context.header("none")).isNull();
			assertThat(context.header("none-bin")).isNull();
			assertThat(context.headers("none")).isEmpty();
			assertThat(context.headerBytes("none-bin")).isNull();
			assertThatIllegalArgumentException().isThrownBy(() -> context.header("no header"));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 12_000, 31_000 })
	void headersMayBeAsLargeAsInKestrel(int size) throws Exception {
		Metadata headers = new Metadata();
		headers.put(TEXT, "x".repeat(size));
		try (TestServer server = new TestServer(new TestServerOptions().netty());
				TestHubClient other = server.connect();
				TestHubClient client = server.connect(headers)) {
			client.nextBytes();
			other.call("Add", 0x92, 1, 2);
			assertThat(other.next(ServerMessage.Response.class).body()).isEqualTo(TestHubClient.bytes(3));
			assertThat(other.isOpen()).isTrue();
		}
	}

	@Test
	void largerHeadersAreRefusedWithAnExplanation() throws Exception {
		Metadata headers = new Metadata();
		headers.put(TEXT, "x".repeat(40_000));
		try (TestServer server = new TestServer(new TestServerOptions().netty());
				TestHubClient client = server.connect(headers)) {
			assertThat(client.status().getCode()).isNotEqualTo(Status.Code.OK);
			assertThat(server.connections()).isZero();
		}
	}

}
