package io.github.magiconion4j.autoconfigure;

import java.time.Instant;
import java.util.List;

import io.github.magiconion4j.server.ContextPropagator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2Token;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a hub knows of its client from Spring Security.
 */
class SpringSecurityConfigurationTest {

	private static final Instant END = Instant.parse("2024-07-01T00:00:00Z");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(SpringSecurityConfiguration.class);

	@AfterEach
	void clear() {
		SecurityContextHolder.clearContext();
	}

	private static ContextPropagator.@Nullable Captured capture(ContextPropagator propagator,
			Authentication authentication) {
		SecurityContextHolder.getContext().setAuthentication(authentication);
		return propagator.capture();
	}

	private static Authentication withToken(@Nullable Instant end) {
		return new TestingAuthenticationToken("alice", new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER,
				"secret", (end != null) ? end.minusSeconds(60) : null, end), List.of());
	}

	@Test
	void aTokenHasAnExpiry() {
		this.runner.run((context) -> {
			ContextPropagator propagator = context.getBean(ContextPropagator.class);
			assertThat(capture(propagator, withToken(END)).expiresAt()).isEqualTo(END);
			assertThat(capture(propagator, withToken(null)).expiresAt()).isNull();
			assertThat(capture(propagator, new TestingAuthenticationToken("alice", "password")).expiresAt()).isNull();
		});
	}

	@Test
	void anonymousClientsAreNotTheSameUser() {
		this.runner.run((context) -> {
			ContextPropagator propagator = context.getBean(ContextPropagator.class);
			assertThat(capture(propagator, new AnonymousAuthenticationToken("key", "anonymousUser",
					AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")))
				.principal()).isNull();
			assertThat(capture(propagator, withToken(null)).principal().getName()).isEqualTo("alice");
		});
	}

	@Test
	void tokensAreOptional() {
		this.runner.withClassLoader(new FilteredClassLoader(OAuth2Token.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(ContextPropagator.class));
	}

	@Test
	void aStrategyOfTheApplicationIsUsed() {
		SecurityContextHolderStrategy global = SecurityContextHolder.getContextHolderStrategy();
		this.runner.withBean(SecurityContextHolderStrategy.class, OwnStrategy::new).run((context) -> {
			SecurityContextHolderStrategy strategy = context.getBean(SecurityContextHolderStrategy.class);
			ContextPropagator propagator = context.getBean(ContextPropagator.class);
			strategy.getContext().setAuthentication(withToken(END));
			ContextPropagator.Captured captured = propagator.capture();
			strategy.clearContext();
			assertThat(captured.principal().getName()).isEqualTo("alice");
			ContextPropagator.Scope scope = captured.attach();
			assertThat(strategy.getContext().getAuthentication().getName()).isEqualTo("alice");
			assertThat(global.getContext().getAuthentication()).isNull();
			scope.close();
			assertThat(strategy.getContext().getAuthentication()).isNull();
			assertThat(capture(propagator, withToken(END))).as("of an interceptor that knows only the global strategy")
				.isNotNull();
		});
	}

	private static final class OwnStrategy implements SecurityContextHolderStrategy {

		private final ThreadLocal<SecurityContext> context = ThreadLocal.withInitial(SecurityContextImpl::new);

		@Override
		public void clearContext() {
			this.context.remove();
		}

		@Override
		public SecurityContext getContext() {
			return this.context.get();
		}

		@Override
		public void setContext(SecurityContext context) {
			this.context.set(context);
		}

		@Override
		public SecurityContext createEmptyContext() {
			return new SecurityContextImpl();
		}

	}

}
