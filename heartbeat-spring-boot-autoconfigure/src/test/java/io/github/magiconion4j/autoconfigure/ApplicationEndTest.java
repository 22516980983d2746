package io.github.magiconion4j.autoconfigure;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.support.GenericApplicationContext;

import net.devh.boot.grpc.common.autoconfigure.GrpcCommonCodecAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcAdviceAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;
import net.devh.boot.grpc.server.autoconfigure.GrpcServerFactoryAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * When an application stops, or fails to start, clients are notified and no thread is
 * left.
 */
class ApplicationEndTest {

	private final Set<Thread> threadsBefore = Thread.getAllStackTraces().keySet();

	@Test
	void stoppingNotifiesClientsAndLeavesNoThread() {
		String name = UUID.randomUUID().toString();
		AtomicReference<TestHubClient> client = new AtomicReference<>();
		for (int start = 0; start < 2; start++) {
			Applications.serving(name)
				.withUserConfiguration(StreamingHubAutoConfigurationTest.BothHubs.class)
				.withPropertyValues("magiconion.streaming-hub.heartbeat.interval=50ms")
				.run((context) -> {
					client.set(Applications.connect(name, "ISecondHub"));
					client.get().next(ServerMessage.ServerHeartbeat.class);
					assertThat(hubThreads()).isNotEmpty();
				});
			assertThat(status(client.get())).extracting(Status::getCode, Status::getDescription)
				.containsExactly(Status.Code.UNAVAILABLE, "the server is shutting down");
			await().untilAsserted(() -> assertThat(hubThreads()).isEmpty());
		}
	}

	/**
	 * A client may already be connected when the start fails, before the end of the start
	 * or at its very end.
	 */
	@ParameterizedTest
	@ValueSource(classes = { FailingRunner.class, FailingLifecycle.class })
	void aFailedStartNotifiesClientsAndLeavesNoThread(Class<?> failing) {
		String name = UUID.randomUUID().toString();
		AtomicReference<TestHubClient> client = new AtomicReference<>();
		SpringApplication application = new SpringApplication(StreamingHubAutoConfigurationTest.BothHubs.class, failing,
				ServingApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.addInitializers((context) -> ((GenericApplicationContext) context).registerBean("connecting",
				Runnable.class, () -> () -> client.set(connected(name))));
		assertThatThrownBy(() -> application.run("--grpc.server.port=-1", "--grpc.server.in-process-name=" + name,
				"--grpc.server.shutdown-grace-period=1s"))
			.hasStackTraceContaining("the start fails");
		assertThat(status(client.get()).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
		await().untilAsserted(() -> assertThat(hubThreads()).isEmpty());
	}

	private static TestHubClient connected(String name) {
		TestHubClient client = Applications.connect(name, "ISecondHub");
		try {
			client.next(ServerMessage.ServerHeartbeat.class);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return client;
	}

	private static Status status(TestHubClient client) {
		try {
			return client.status();
		}
		catch (Exception ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * Only the threads of this test: other tests in the same process may have some, too.
	 */
	private List<String> hubThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !this.threadsBefore.contains(thread))
			.map(Thread::getName)
			.filter((thread) -> thread.startsWith("streaming-hub"))
			.toList();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ StreamingHubAutoConfiguration.class, GrpcCommonCodecAutoConfiguration.class,
			GrpcAdviceAutoConfiguration.class, GrpcServerAutoConfiguration.class,
			GrpcServerFactoryAutoConfiguration.class })
	static class ServingApplication {

		@Bean
		TestHubs.Dependency dependency() {
			return new TestHubs.Dependency("injected");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FailingRunner {

		@Bean
		ApplicationRunner failing(Runnable connecting) {
			return (arguments) -> {
				connecting.run();
				throw new IllegalStateException("the start fails");
			};
		}

	}

	/** Starts after the gRPC server. */
	@Configuration(proxyBeanMethods = false)
	static class FailingLifecycle {

		@Bean
		@DependsOn("inProcessGrpcServerLifecycle")
		SmartLifecycle failing(Runnable connecting) {
			return new SmartLifecycle() {

				@Override
				public void start() {
					connecting.run();
					throw new IllegalStateException("the start fails");
				}

				@Override
				public void stop() {
				}

				@Override
				public boolean isRunning() {
					return false;
				}

			};
		}

	}

}
