package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;

/**
 * Hubs for tests of the auto-configuration.
 */
final class TestHubs {

	private TestHubs() {
	}

	interface Receiver {

	}

	@ServiceName("IFirstHub")
	interface First extends StreamingHub<Receiver> {

		int add(int a, int b);

	}

	@ServiceName("ISecondHub")
	interface Second extends StreamingHub<Receiver> {

	}

	record Dependency(String name) {

	}

	@StreamingHubService
	static class FirstHub extends StreamingHubBase<Receiver> implements First {

		FirstHub(Dependency dependency) {
		}

		@Override
		public int add(int a, int b) {
			return a + b;
		}

	}

	@StreamingHubService
	@Heartbeat(interval = "50ms", metadataProvider = NamedProvider.class)
	static class SecondHub extends StreamingHubBase<Receiver> implements Second {

	}

	@StreamingHubService
	static class NoHub {

	}

	@StreamingHubService
	static class NoContract extends StreamingHubBase<Receiver> {

	}

	@StreamingHubService
	static class SameName extends StreamingHubBase<Receiver> implements Second {

	}

	record NamedProvider(Dependency dependency) implements HeartbeatMetadataProvider {

		@Override
		public Object metadata() {
			return this.dependency.name();
		}

	}

}
