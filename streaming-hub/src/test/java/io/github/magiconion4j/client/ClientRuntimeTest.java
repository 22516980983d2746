package io.github.magiconion4j.client;

import java.util.List;

import io.github.magiconion4j.testing.FakeTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ClientRuntimeTest {

	private static List<Thread> timers() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("streaming-hub-timer"))
			.toList();
	}

	@Test
	void createdThreadsAreClosedAndSharedOnesAreNot() {
		List<Thread> before = timers();
		ClientRuntime runtime = ClientRuntime.create();
		assertThat(timers()).hasSize(before.size() + 1);
		runtime.close();
		await().untilAsserted(() -> assertThat(timers()).hasSameElementsAs(before));
		ClientRuntime.shared().close();
		assertThat(ClientRuntime.shared().timer().now()).isNotZero();
		assertThat(timers()).isNotEmpty();
	}

	@Test
	void closingAFrameworksRuntimeStartsAndEndsNothing() {
		List<Thread> before = timers();
		TestClient.runtime(new FakeTime(), Runnable::run).close();
		assertThat(timers()).hasSameElementsAs(before);
	}

}
