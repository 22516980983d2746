package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.heartbeat.Liveness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Each heartbeat setting on its own.
 */
class HeartbeatSettingsResolverTest {

	private static final String PREFIX = "magiconion.streaming-hub.heartbeat";

	private final MockEnvironment environment = new MockEnvironment().withProperty("chat.timeout", "7s");

	private HeartbeatSettingsResolver resolver(Map<String, String> properties) {
		return resolver(properties, false);
	}

	private HeartbeatSettingsResolver resolver(Map<String, String> properties, boolean annotated) {
		HeartbeatProperties bound = new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(PREFIX,
				HeartbeatProperties.class);
		return new HeartbeatSettingsResolver(bound, this.environment,
				HubNames.of(List.of("IChatHub", "x.y.IGameHub"), this.environment), annotated);
	}

	private @Nullable HeartbeatSettings resolve(Class<?> hub, Map<String, String> properties) {
		Heartbeat annotation = hub.getAnnotation(Heartbeat.class);
		return resolver(properties, annotation != null).resolve("IChatHub", hub, annotation);
	}

	private static HeartbeatSettings settings(long intervalSeconds, long timeoutSeconds) {
		return HeartbeatSettings.of(Duration.ofSeconds(intervalSeconds), Duration.ofSeconds(timeoutSeconds));
	}

	@Test
	void offByDefault() {
		assertThat(resolve(Plain.class, Map.of())).isNull();
	}

	@Test
	void anIntervalAloneEnablesHeartbeatsWithoutATimeout() {
		assertThat(resolve(Plain.class, Map.of(PREFIX + ".interval", "30s"))).isEqualTo(settings(30, 0));
	}

	@Test
	void aHubWithoutSettingsUsesTheGlobalOnes() {
		Map<String, String> properties = Map.of(PREFIX + ".interval", "30s", PREFIX + ".timeout", "5s");
		assertThat(resolve(Plain.class, properties)).isEqualTo(settings(30, 5));
		assertThat(resolve(Annotated.class, properties)).isEqualTo(settings(30, 5));
	}

	@Test
	void theAnnotationOverridesTheGlobalSettings() {
		assertThat(resolve(Tuned.class, Map.of(PREFIX + ".interval", "30s", PREFIX + ".timeout", "5s")))
			.isEqualTo(settings(10, 7));
		assertThat(resolve(Off.class, Map.of(PREFIX + ".interval", "30s"))).isNull();
		assertThat(resolve(Off.class, Map.of(PREFIX + ".interval", "30s", PREFIX + ".enabled", "true"))).isNull();
	}

	@Test
	void thePropertiesOfTheHubOverrideItsAnnotation() {
		assertThat(resolve(Tuned.class, Map.of(PREFIX + ".hubs.IChatHub.interval", "2s"))).isEqualTo(settings(2, 7));
		assertThat(resolve(Tuned.class, Map.of(PREFIX + ".hubs.IChatHub.timeout", "0"))).isEqualTo(settings(10, 0));
		assertThat(resolve(Tuned.class, Map.of(PREFIX + ".hubs.IChatHub.enabled", "false"))).isNull();
		assertThat(resolve(Off.class,
				Map.of(PREFIX + ".hubs.IChatHub.enabled", "true", PREFIX + ".hubs.IChatHub.interval", "2s")))
			.isEqualTo(settings(2, 0));
	}

	@Test
	void disabledGloballyKeepsAnnotatedAndNamedHubs() {
		Map<String, String> off = Map.of(PREFIX + ".interval", "30s", PREFIX + ".enabled", "false");
		assertThat(resolve(Plain.class, off)).isNull();
		assertThat(resolve(Annotated.class, off)).isEqualTo(settings(30, 0));
		assertThat(resolve(Plain.class, Map.of(PREFIX + ".interval", "30s", PREFIX + ".enabled", "false",
				PREFIX + ".hubs.IChatHub.timeout", "5s")))
			.isEqualTo(settings(30, 5));
	}

	@Test
	void hubNamesMatchInAnyCaseAndMayContainDots() {
		assertThat(resolve(Plain.class, Map.of(PREFIX + ".hubs.ichathub.interval", "2s"))).isEqualTo(settings(2, 0));
		HeartbeatSettingsResolver dotted = resolver(Map.of(PREFIX + ".hubs.[x.y.IGameHub].interval", "3s"));
		assertThat(dotted.resolve("x.y.IGameHub", Plain.class, null)).isEqualTo(settings(3, 0));
	}

	@Test
	void livenessAndStatusAreGlobal() {
		assertThat(resolve(Plain.class,
				Map.of(PREFIX + ".interval", "1s", PREFIX + ".liveness", "ack", PREFIX + ".timeout-status", "ok")))
			.isEqualTo(new HeartbeatSettings(Duration.ofSeconds(1), Duration.ZERO, Liveness.ACK, HeartbeatSettings.OK,
					HeartbeatSettings.MAX_METADATA_SIZE));
	}

	@ParameterizedTest
	@CsvSource({ "interval,9ms", "interval,0", "interval,-1s", "timeout,9ms", "timeout,-1s",
			"hubs.IChatHub.interval,1ms", "hubs.IChatHub.timeout,1ms", "metrics.per-connection-limit,-1",
			"interval,9999d", "timeout,9999d" })
	void aValueOutOfRangeNamesPropertyAndValue(String name, String value) {
		assertThatExceptionOfType(HubConfigurationException.class)
			.isThrownBy(() -> resolver(Map.of(PREFIX + "." + name, value)))
			.withMessageStartingWith(PREFIX + "." + name + " is " + value)
			.satisfies((failure) -> assertThat(failure.action()).startsWith("Set it to"));
	}

	@ParameterizedTest
	@CsvSource({ "true,", "false,IChatHub" })
	void aHubWithHeartbeatsNeedsAnInterval(boolean enabled, @Nullable String named) {
		Map<String, String> properties = (named != null)
				? Map.of(PREFIX + ".enabled", "" + enabled, PREFIX + ".hubs." + named + ".enabled", "true")
				: Map.of(PREFIX + ".enabled", "" + enabled);
		assertThatExceptionOfType(HubConfigurationException.class).isThrownBy(() -> resolve(Plain.class, properties))
			.withMessageContaining("IChatHub")
			.withMessageContaining("but no interval is set");
		assertThatExceptionOfType(HubConfigurationException.class).isThrownBy(() -> resolve(Annotated.class, Map.of()));
	}

	@Test
	void aTimeoutNeedsHeartbeats() {
		assertThatExceptionOfType(HubConfigurationException.class)
			.isThrownBy(() -> resolve(Plain.class, Map.of(PREFIX + ".timeout", "5s")))
			.withMessage(PREFIX + ".timeout is set, but without an interval there are no heartbeats.");
		assertThat(resolve(Plain.class, Map.of(PREFIX + ".timeout", "0"))).isNull();
		assertThat(resolve(Plain.class, Map.of(PREFIX + ".timeout", "5s", PREFIX + ".enabled", "false"))).isNull();
		assertThat(resolve(Plain.class, Map.of(PREFIX + ".timeout", "5s", PREFIX + ".hubs.IChatHub.interval", "9s")))
			.isEqualTo(settings(9, 5));
		assertThat(resolve(Tuned.class, Map.of(PREFIX + ".timeout", "5s"))).isEqualTo(settings(10, 7));
	}

	@Test
	void aTestOfSomeHubsMayHavePropertiesOfOthers() {
		this.environment.setProperty("magiconion.streaming-hub.test.some-hubs", "true");
		assertThat(
				resolve(Plain.class, Map.of(PREFIX + ".interval", "30s", PREFIX + ".hubs.IOtherHub.enabled", "false")))
			.isEqualTo(settings(30, 0));
		assertThat(resolve(Plain.class, Map.of(PREFIX + ".timeout", "5s"))).isNull();
	}

	@Test
	void anUnknownHubNameIsAnError() {
		assertThatExceptionOfType(HubConfigurationException.class)
			.isThrownBy(() -> resolver(Map.of(PREFIX + ".hubs.IChatHup.interval", "2s")))
			.withMessageContaining("there is no hub 'IChatHup'")
			.withMessageContaining("[IChatHub, x.y.IGameHub]");
	}

	@Test
	void anInvalidAnnotationIsReportedWithItsHub() {
		assertThatExceptionOfType(HubConfigurationException.class).isThrownBy(() -> resolve(NoDuration.class, Map.of()))
			.withMessageContaining("@Heartbeat(interval) of " + NoDuration.class.getName() + " is 'soon'");
		assertThatExceptionOfType(HubConfigurationException.class)
			.isThrownBy(() -> resolve(TooShort.class, Map.of(PREFIX + ".interval", "1s")))
			.withMessageContaining("@Heartbeat(timeout) of " + TooShort.class.getName() + " is 1ms");
	}

	static class Plain {

	}

	@Heartbeat
	static class Annotated {

	}

	@Heartbeat(interval = "10s", timeout = "${chat.timeout:1s}")
	static class Tuned {

	}

	@Heartbeat(enabled = false)
	static class Off {

	}

	@Heartbeat(interval = "soon")
	static class NoDuration {

	}

	@Heartbeat(timeout = "1ms")
	static class TooShort {

	}

}
