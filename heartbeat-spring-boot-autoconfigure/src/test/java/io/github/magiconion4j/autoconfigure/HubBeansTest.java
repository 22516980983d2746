package io.github.magiconion4j.autoconfigure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.ApplicationGroup;
import io.github.magiconion4j.hub.DisconnectReason;
import io.github.magiconion4j.hub.GroupProvider;
import io.github.magiconion4j.hub.HubCall;
import io.github.magiconion4j.hub.HubFilter;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Spring does for hubs: ordered filters, proxies, destruction of beans, and the
 * principal.
 */
class HubBeansTest {

	private final List<String> events = Collections.synchronizedList(new ArrayList<>());

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class))
		.withUserConfiguration(GuardedHub.class)
		.withBean("events", List.class, () -> this.events);

	@Test
	void filterBeansAreAppliedInOrder() {
		this.runner.withUserConfiguration(Filters.class).run((context) -> serve(context, (client) -> {
			client.call("WhoAmI", 0xc0);
			client.next(ServerMessage.Response.class);
			assertThat(this.events).contains("first WhoAmI", "second WhoAmI")
				.containsSubsequence("first WhoAmI", "second WhoAmI");
		}));
	}

	@Test
	void anyBeanMayUseGroups() {
		this.runner.run((context) -> serve(context, (client) -> {
			client.call("WhoAmI", 0xc0); // joins
			client.next(ServerMessage.Response.class);
			ApplicationGroup<Receiver> group = context.getBean(GroupProvider.class).getOrAdd("all", Receiver.class);
			group.all().onNews(7);
			assertThat(client.next(ServerMessage.Broadcast.class).body()).isEqualTo(TestHubClient.bytes(7));
		}));
	}

	@ParameterizedTest(name = "proxyTargetClass={0}")
	@ValueSource(booleans = { true, false })
	void hubsMayBeProxies(boolean proxyTargetClass) {
		this.runner.withBean(BeanNameAutoProxyCreator.class, () -> {
			BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
			creator.setProxyTargetClass(proxyTargetClass);
			creator.setBeanNames("*uardedHub");
			creator.setInterceptorNames("interceptor");
			return creator;
		}).withBean("interceptor", org.aopalliance.intercept.MethodInterceptor.class, () -> (invocation) -> {
			this.events.add("around " + invocation.getMethod().getName());
			return invocation.proceed();
		}).run((context) -> serve(context, (client) -> {
			client.call("WhoAmI", 0xc0);
			assertThat(client.next(ServerMessage.Response.class).body())
				.isEqualTo(TestHubClient.bytes(0xa4, 'n', 'o', 'n', 'e'));
			assertThat(this.events).contains("around whoAmI");
			client.cancel();
			await().untilAsserted(() -> assertThat(this.events).containsSubsequence("disconnected", "destroyed"));
		}));
	}

	@Test
	void aHubIsDestroyedWhenItsConnectionHasEnded() {
		this.runner.run((context) -> serve(context, (client) -> {
			client.next(ServerMessage.Broadcast.class);
			client.cancel();
			await().untilAsserted(() -> assertThat(this.events).containsExactly("disconnected", "destroyed"));
		}));
	}

	@Test
	void theAuthenticationOfTheConnectIsCurrentInHubCode() {
		this.runner.withUserConfiguration(MethodSecurity.class).run((context) -> serve(context, "alice", (client) -> {
			client.call("WhoAmI", 0xc0);
			assertThat(client.next(ServerMessage.Response.class).body())
				.isEqualTo(TestHubClient.bytes(0xa5, 'a', 'l', 'i', 'c', 'e'));
			client.call("Secret", 0xc0);
			assertThat(client.next(ServerMessage.Response.class).body()).isEqualTo(TestHubClient.bytes(42));
		}));
	}

	@Test
	void methodSecurityRefusesOtherUsers() {
		this.runner.withUserConfiguration(MethodSecurity.class).run((context) -> serve(context, "bob", (client) -> {
			client.call("Secret", 0xc0);
			assertThat(client.next(ServerMessage.ErrorResponse.class).statusCode()).isEqualTo(7);
		}));
	}

	@Test
	void springSecurityIsOptional() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private static void serve(ApplicationContext context, Check check) throws Exception {
		serve(context, null, check);
	}

	private static void serve(ApplicationContext context, @Nullable String user, Check check) throws Exception {
		String name = UUID.randomUUID().toString();
		InProcessServerBuilder builder = InProcessServerBuilder.forName(name).intercept(authenticating(user));
		context.getBeansOfType(BindableService.class).values().forEach(builder::addService);
		Server server = builder.build().start();
		try (TestHubClient client = TestHubClient.connect(InProcessChannelBuilder.forName(name).build(), "Guarded")) {
			check.with(client);
		}
		finally {
			server.shutdownNow();
		}
	}

	/** Like the interceptors of the gRPC stacks. */
	private static ServerInterceptor authenticating(@Nullable String user) {
		return new ServerInterceptor() {

			@Override
			public <Q, R> ServerCall.Listener<Q> interceptCall(ServerCall<Q, R> call, Metadata headers,
					ServerCallHandler<Q, R> next) {
				if (user != null) {
					SecurityContextHolder.getContext()
						.setAuthentication(new TestingAuthenticationToken(user, "", "ROLE_" + user));
				}
				try {
					return next.startCall(call, headers);
				}
				finally {
					SecurityContextHolder.clearContext();
				}
			}

		};
	}

	@FunctionalInterface
	private interface Check {

		void with(TestHubClient client) throws Exception;

	}

	interface Receiver {

		void onNews(int number);

	}

	interface Guarded extends StreamingHub<Receiver> {

		String whoAmI();

		int secret();

	}

	@StreamingHubService
	static class GuardedHub extends StreamingHubBase<Receiver> implements Guarded {

		private final List<String> events;

		private final GroupProvider groups;

		GuardedHub(List<String> events, GroupProvider groups) {
			this.events = events;
			this.groups = groups;
		}

		@Override
		protected void onConnected() {
			client().onNews(0);
		}

		@Override
		protected void onDisconnected(DisconnectReason reason) {
			this.events.add("disconnected");
		}

		@PreDestroy
		void destroy() {
			this.events.add("destroyed");
		}

		@Override
		public String whoAmI() {
			this.groups.getOrAdd("all", Receiver.class).add(context());
			return (context().principal() != null) ? context().principal().getName() : "none";
		}

		@Override
		@PreAuthorize("hasRole('alice')")
		public int secret() {
			return 42;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({})
	static class Filters {

		@Bean
		@Order(2)
		HubFilter second(List<String> events) {
			return filter("second", events);
		}

		@Bean
		@Order(1)
		HubFilter first(List<String> events) {
			return filter("first", events);
		}

		private static HubFilter filter(String name, List<String> events) {
			return new HubFilter() {

				@Override
				public CompletionStage<@Nullable Object> call(HubCall call, Calling next) {
					events.add(name + " " + call.name());
					return next.proceed();
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableMethodSecurity
	static class MethodSecurity {

	}

}
