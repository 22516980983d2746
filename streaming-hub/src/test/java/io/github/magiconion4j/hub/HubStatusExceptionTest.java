package io.github.magiconion4j.hub;

import io.grpc.Status;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HubStatusExceptionTest {

	@Test
	void aCodeIsItsNumber() {
		HubStatusException failure = new HubStatusException(Status.Code.UNAUTHENTICATED, "Who are you?");
		assertThat(failure.statusCode()).isEqualTo(16);
		assertThat(failure.detail()).isEqualTo("Who are you?");
		assertThat(failure).hasMessage("status 16: Who are you?").hasNoCause();
		IllegalStateException cause = new IllegalStateException();
		assertThat(new HubStatusException(Status.Code.ABORTED, "", cause)).hasCause(cause);
	}

	/** The text may come from the other side. */
	@Test
	void theMessageIsSafeForLogs() {
		String detail = "a\n2026-01-01 WARN b" + "c".repeat(100_000);
		HubStatusException failure = new HubStatusException(99, detail);
		assertThat(failure.detail()).isEqualTo(detail);
		assertThat(failure.getMessage()).startsWith("status 99: a\\n2026-01-01 WARN bccc").hasSizeLessThan(600);
		assertThat(new HubStatusException(99, detail, null).getMessage()).isEqualTo(failure.getMessage());
	}

	@Test
	void theDetailOfADisconnectionIsSafeForLogs() {
		DisconnectReason reason = DisconnectReason.of(DisconnectReason.Type.FAULTED, "a\r\nb" + "c".repeat(100_000));
		assertThat(reason.detail()).startsWith("a\\r\\nbccc").hasSizeLessThan(600);
	}

	@Test
	void aStatusWithoutAText() {
		HubStatusException failure = new HubStatusException(Status.Code.ABORTED, null);
		assertThat(failure.detail()).isNull();
		assertThat(failure).hasMessage("status 10");
	}

}
