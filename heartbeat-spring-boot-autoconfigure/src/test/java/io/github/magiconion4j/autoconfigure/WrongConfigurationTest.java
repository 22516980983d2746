package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.grpc.Server;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Invalid hubs, properties and gRPC servers fail the start with a text that says what to
 * do.
 */
class WrongConfigurationTest {

	private static final String PREFIX = "magiconion.streaming-hub.heartbeat";

	@Test
	void severalProvidersWithoutAPrimaryOneFailTheStart() {
		Applications.RUNNER
			.withUserConfiguration(StreamingHubAutoConfigurationTest.BothHubs.class,
					StreamingHubAutoConfigurationTest.GlobalProvider.class)
			.withBean("other", HeartbeatMetadataProvider.class, () -> () -> "other")
			.withPropertyValues(PREFIX + ".interval=50ms")
			.run((context) -> assertThat(analysis(context).getDescription()).contains("[global, other]",
					"none is primary"));
	}

	@Test
	void anInvalidPropertyFailsTheStartOfALazyApplication() {
		Applications.RUNNER.withUserConfiguration(StreamingHubAutoConfigurationTest.BothHubs.class)
			.withInitializer((context) -> context
				.addBeanFactoryPostProcessor(new org.springframework.boot.LazyInitializationBeanFactoryPostProcessor()))
			.withPropertyValues(PREFIX + ".interval=5ms")
			.run((context) -> {
				FailureAnalysis analysis = analysis(context);
				assertThat(analysis.getDescription())
					.isEqualTo(PREFIX + ".interval is 5ms, but it must be at least 10ms.");
				assertThat(analysis.getAction()).contains("at least 10ms, such as 30s");
			});
	}

	@Test
	void anInvalidPropertyFailsTheStartWithoutHubs() {
		Applications.RUNNER.withPropertyValues(PREFIX + ".hubs.IChatHub.interval=1s")
			.run((context) -> assertThat(analysis(context).getDescription()).contains("no hub 'IChatHub'",
					"There are no hubs."));
	}

	@Test
	void aHubWithoutItsBaseClassFailsTheStart() {
		assertFails(TestHubs.NoHub.class, "does not extend StreamingHubBase");
		assertFails(TestHubs.NoContract.class, "must implement one interface");
	}

	@Test
	void twoHubsWithTheSameNameFailTheStart() {
		Applications.RUNNER
			.withUserConfiguration(StreamingHubAutoConfigurationTest.BothHubs.class, TestHubs.SameName.class)
			.run((context) -> assertThat(analysis(context).getDescription())
				.contains("Two hubs have the service name ISecondHub"));
	}

	@Test
	void aSingletonHubFailsTheStart() {
		Applications.RUNNER.withUserConfiguration(SingletonHub.class)
			.run((context) -> assertThat(analysis(context).getDescription()).contains("'singletonHub'",
					"is not in scope prototype"));
	}

	@ParameterizedTest
	@CsvSource({ "max-pending-requests,0", "max-outbound-bytes,100B", "max-read-pause,-1s", "threads,0",
			"shutdown-period,-1s", "max-read-pause,999999d", "max-connections,-1", "max-connections-per-transport,-1" })
	void anInvalidServerPropertyFailsTheStart(String name, String value) {
		Applications.RUNNER.withPropertyValues("magiconion.streaming-hub.server." + name + "=" + value)
			.run((context) -> assertThat(analysis(context).getDescription())
				.startsWith("magiconion.streaming-hub.server." + name + " is "));
	}

	@Test
	void hubsWithoutAGrpcServerFailTheStart() {
		ApplicationContextRunner withoutDevh = Applications.RUNNER.withClassLoader(new FilteredClassLoader("net.devh"));
		withoutDevh.run((context) -> assertThat(context).hasNotFailed());
		withoutDevh.withUserConfiguration(StreamingHubAutoConfigurationTest.BothHubs.class).run((context) -> {
			FailureAnalysis analysis = analysis(context);
			assertThat(analysis.getDescription()).contains("no gRPC server on the class path");
			assertThat(analysis.getAction()).contains("net.devh:grpc-server-spring-boot-starter",
					"org.springframework.boot:spring-boot-starter-grpc-server", "heartbeat-spring-boot-starter");
		});
		withoutDevh.withUserConfiguration(StreamingHubAutoConfigurationTest.BothHubs.class)
			.withBean(Server.class, () -> mock(Server.class)) // the application's own
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void twoGrpcServersFailTheStart() {
		ClassLoader both = new ByteBuddy().subclass(Object.class)
			.name("org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration")
			.make()
			.load(getClass().getClassLoader())
			.getLoaded()
			.getClassLoader();
		Applications.RUNNER.withClassLoader(both)
			.withUserConfiguration(StreamingHubAutoConfigurationTest.BothHubs.class)
			.run((context) -> {
				FailureAnalysis analysis = analysis(context);
				assertThat(analysis.getDescription()).contains("more than one gRPC server",
						"net.devh:grpc-server-spring-boot-starter",
						"org.springframework.boot:spring-boot-starter-grpc-server");
				assertThat(analysis.getAction()).contains("Exclude", "heartbeat-spring-boot-autoconfigure");
			});
	}

	private void assertFails(Class<?> hub, String description) {
		Applications.RUNNER.withUserConfiguration(hub)
			.run((context) -> assertThat(analysis(context).getDescription()).contains(hub.getName(), description));
	}

	private static FailureAnalysis analysis(AssertableApplicationContext context) {
		assertThat(context).hasFailed();
		FailureAnalysis analysis = new HubConfigurationFailureAnalyzer().analyze(context.getStartupFailure());
		assertThat(analysis).isNotNull();
		assertThat(analysis.getAction()).isNotBlank();
		return analysis;
	}

	@Configuration(proxyBeanMethods = false)
	static class SingletonHub {

		@Bean
		TestHubs.SecondHub singletonHub() {
			return new TestHubs.SecondHub();
		}

	}

}
