package io.github.magiconion4j.autoconfigure;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.github.magiconion4j.autoconfigure.groups.StreamingHubGroupsAutoConfiguration;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.hub.ServiceName;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import net.bytebuddy.ByteBuddy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Invalid configuration fails the start, and Boot prints a description and an action.
 * These are the texts.
 */
class StartupErrorsTest {

	private static final String HEARTBEAT = "magiconion.streaming-hub.heartbeat.";

	private static final String STACKS = "net.devh:grpc-server-spring-boot-starter, "
			+ "org.springframework.boot:spring-boot-starter-grpc-server";

	static Stream<Arguments> errors() {
		String classes = StartupErrorsTest.class.getName() + "$";
		return Stream.of(
				error("interval too short", property("interval=9ms"),
						HEARTBEAT + "interval is 9ms, but it must be at least 10ms.",
						"Set it to at least 10ms, such as 30s, or remove it to disable heartbeats."),
				error("timeout too short", property("timeout=9ms"),
						HEARTBEAT + "timeout is 9ms, but it must be 0 or at least 10ms.",
						"Set it to the time in which a healthy client answers, such as 5s, or to 0 to never disconnect."),
				error("interval of a hub too long",
						(runner) -> hub(runner, Plain.class)
							.withPropertyValues(HEARTBEAT + "hubs.IPlainHub.interval=400d"),
						HEARTBEAT + "hubs.IPlainHub.interval is 400d, but it must be at most 365d.",
						"Set it to at least 10ms, such as 30s, or remove it to disable heartbeats."),
				error("negative number of gauges", property("metrics.per-connection-limit=-1"),
						HEARTBEAT + "metrics.per-connection-limit is -1, but it cannot be negative.",
						"Set it to 0 for no gauges per connection, or to the maximum number of gauges."),
				error("too much metadata", property("max-metadata-size=2MB"),
						HEARTBEAT + "max-metadata-size is 2097152B, but it must be between 1B and 1MB.",
						"Set it to the size that your metadata needs. The metadata is sent in every heartbeat."),
				error("a hub that is not there",
						(runner) -> hub(runner, Plain.class)
							.withPropertyValues(HEARTBEAT + "hubs.IPlaneHub.interval=1s"),
						HEARTBEAT
								+ "hubs.IPlaneHub is set, but there is no hub 'IPlaneHub'. The hubs are: [IPlainHub].",
						"Use the service name of a hub: that of @ServiceName, or the simple name of its interface. "
								+ "Put a name that contains dots in brackets, as in [x.y]."),
				error("groups of a hub that is not there",
						(runner) -> hub(runner, Plain.class)
							.withConfiguration(AutoConfigurations.of(StreamingHubGroupsAutoConfiguration.class))
							.withPropertyValues("magiconion.streaming-hub.groups.hubs.IPlaneHub.backplane=none"),
						"magiconion.streaming-hub.groups.hubs.IPlaneHub is set, but there is no hub 'IPlaneHub'. "
								+ "The hubs are: [IPlainHub].",
						"Use the service name of a hub: that of @ServiceName, or the simple name of its interface. "
								+ "Put a name that contains dots in brackets, as in [x.y]."),
				error("no interval", (runner) -> hub(runner, Annotated.class),
						"Hub IAnnotatedHub (" + classes + "Annotated) enables heartbeats, but no interval is set.",
						"Set magiconion.streaming-hub.heartbeat.interval, for example to 30s, or "
								+ "magiconion.streaming-hub.heartbeat.hubs.IAnnotatedHub.interval, or the interval of its "
								+ "@Heartbeat."),
				error("no duration", (runner) -> hub(runner, Soon.class),
						"@Heartbeat(interval) of " + classes + "Soon is 'soon', which is not a duration.",
						"Use the format of application properties, such as 500ms, 30s or 5m."),
				error("a property that is not set", (runner) -> hub(runner, Unset.class),
						"@Heartbeat(timeout) of " + classes
								+ "Unset is '${chat.timeout}', which refers to a property that is not set.",
						"Set that property, or give it a default, as in ${chat.interval:30s}."),
				error("several providers",
						(runner) -> hub(runner, Plain.class).withPropertyValues(HEARTBEAT + "interval=1s")
							.withBean("one", HeartbeatMetadataProvider.class, () -> () -> 1)
							.withBean("two", HeartbeatMetadataProvider.class, () -> () -> 2),
						"There are several HeartbeatMetadataProvider beans, and none is primary: [one, two].",
						"Mark one of them with @Primary, or name one in the @Heartbeat(metadataProvider) of each hub."),
				error("a number of threads",
						(runner) -> runner.withPropertyValues("magiconion.streaming-hub.server.threads=0"),
						"magiconion.streaming-hub.server.threads is 0, but it must be at least 1.",
						"Set it to at least 1, or remove it to use the default."),
				error("the interval of clients",
						(runner) -> runner
							.withConfiguration(AutoConfigurations.of(StreamingHubClientAutoConfiguration.class))
							.withPropertyValues("magiconion.streaming-hub.client.heartbeat.interval=1ms"),
						"magiconion.streaming-hub.client.heartbeat.interval is 1ms, but it must be at least 10ms.",
						"Set it to at least 10ms, such as 30s, or remove it to disable heartbeats."),
				error("no base class", (runner) -> hub(runner, NoBase.class), classes
						+ "NoBase is annotated with @StreamingHubService, but does not extend StreamingHubBase.",
						"Extend StreamingHubBase, with the receiver of the hub's interface."),
				error("one bean for all", (runner) -> runner.withUserConfiguration(Singleton.class),
						"The hub 'singleton' (" + classes
								+ "Plain) is not in scope prototype, but each connection needs a " + "hub of its own.",
						"Add @Scope(\"prototype\") to the bean. "
								+ "(@StreamingHubService does so for classes that component scanning finds.)"),
				error("a contract that is none", (runner) -> hub(runner, NoContract.class), classes
						+ "NoContract must implement one interface that extends StreamingHub, but implements none",
						"Change the hub or its interface."),
				error("two hubs of one name", (runner) -> hub(hub(runner, Plain.class), Other.class),
						"Two hubs have the service name IPlainHub", "Change the hub or its interface."),
				error("a hub that comes too late",
						(runner) -> runner.withConfiguration(AutoConfigurations.of(Late.class)),
						"The hub 'late' was registered after the hubs were collected, and would not be served.",
						"If an auto-configuration registers it, order it before ours: "
								+ "@AutoConfiguration(before = StreamingHubAutoConfiguration.class)."),
				error("no gRPC server",
						(runner) -> hub(runner, Plain.class).withClassLoader(new FilteredClassLoader("net.devh")),
						"The application has hubs, but no gRPC server on the class path.",
						"Add one of " + STACKS
								+ ", org.springframework.grpc:spring-grpc-server-spring-boot-starter, or "
								+ "io.github.magiconion4j:heartbeat-spring-boot-starter, which includes the first."),
				error("two gRPC servers", (runner) -> hub(runner, Plain.class).withClassLoader(twoStacks()),
						"There is more than one gRPC server on the class path: " + STACKS + ".",
						"Exclude all but one. (io.github.magiconion4j:heartbeat-spring-boot-starter includes "
								+ "net.devh:grpc-server-spring-boot-starter; to use another one, depend on "
								+ "io.github.magiconion4j:heartbeat-spring-boot-autoconfigure.)"));
	}

	private static Arguments error(String name, UnaryOperator<ApplicationContextRunner> application, String description,
			String action) {
		return Arguments.of(name, application, description, action);
	}

	private static UnaryOperator<ApplicationContextRunner> property(String nameAndValue) {
		return (runner) -> runner.withPropertyValues(HEARTBEAT + nameAndValue);
	}

	private static ApplicationContextRunner hub(ApplicationContextRunner runner, Class<?> hub) {
		return runner.withUserConfiguration(hub);
	}

	@AutoConfiguration(after = StreamingHubAutoConfiguration.class)
	static class Late {

		@Bean
		@Scope("prototype")
		Plain late() {
			return new Plain();
		}

	}

	static ClassLoader twoStacks() {
		return new ByteBuddy().subclass(Object.class)
			.name("org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration")
			.make()
			.load(StartupErrorsTest.class.getClassLoader())
			.getLoaded()
			.getClassLoader();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("errors")
	void isAnalyzed(String name, UnaryOperator<ApplicationContextRunner> application, String description,
			String action) {
		application
			.apply(new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class)))
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = firstAnalysis(context.getStartupFailure());
				assertThat(analysis.getDescription()).startsWith(description);
				assertThat(analysis.getAction()).isEqualTo(action);
			});
	}

	/** Like Boot: the first analyzer that supports the failure is used. */
	private static FailureAnalysis firstAnalysis(Throwable failure) {
		return SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, null, SpringFactoriesLoader.FailureHandler.handleMessage((message, ex) -> {
			}))
			.stream()
			.map((analyzer) -> analyzer.analyze(failure))
			.filter((analysis) -> analysis != null)
			.findFirst()
			.orElseThrow();
	}

	interface Receiver {

	}

	@ServiceName("IPlainHub")
	interface PlainContract extends StreamingHub<Receiver> {

	}

	@ServiceName("IAnnotatedHub")
	interface AnnotatedContract extends StreamingHub<Receiver> {

	}

	@StreamingHubService
	static class Plain extends StreamingHubBase<Receiver> implements PlainContract {

	}

	@StreamingHubService
	static class Other extends StreamingHubBase<Receiver> implements PlainContract {

	}

	@StreamingHubService
	@Heartbeat
	static class Annotated extends StreamingHubBase<Receiver> implements AnnotatedContract {

	}

	@StreamingHubService
	@Heartbeat(interval = "soon")
	static class Soon extends StreamingHubBase<Receiver> implements AnnotatedContract {

	}

	@StreamingHubService
	@Heartbeat(interval = "1s", timeout = "${chat.timeout}")
	static class Unset extends StreamingHubBase<Receiver> implements AnnotatedContract {

	}

	@StreamingHubService
	static class NoBase {

	}

	@StreamingHubService
	static class NoContract extends StreamingHubBase<Receiver> {

	}

	@Configuration(proxyBeanMethods = false)
	static class Singleton {

		@Bean
		Plain singleton() {
			return new Plain();
		}

	}

}
