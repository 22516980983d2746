package io.github.magiconion4j.autoconfigure;

import java.security.Principal;
import java.time.Instant;

import io.github.magiconion4j.hub.HubExceptionTranslator;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.server.ContextPropagator;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.util.ClassUtils;

/**
 * Integrates Spring Security: hub code runs in the security context of the request that
 * started the connection, and denied access is mapped to a status.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SecurityContextHolder.class)
class SpringSecurityConfiguration {

	private static final String TOKEN = "org.springframework.security.oauth2.core.OAuth2Token";

	@Bean
	@ConditionalOnMissingBean(name = "securityContextPropagator")
	ContextPropagator securityContextPropagator(ObjectProvider<SecurityContextHolderStrategy> strategies) {
		SecurityContextHolderStrategy own = strategies.getIfUnique();
		boolean tokens = ClassUtils.isPresent(TOKEN, SpringSecurityConfiguration.class.getClassLoader());
		return () -> {
			SecurityContextHolderStrategy strategy = (own != null) ? own
					: SecurityContextHolder.getContextHolderStrategy();
			Authentication authentication = strategy.getContext().getAuthentication();
			if (authentication == null) { // interceptors may only use the global strategy
				authentication = SecurityContextHolder.getContext().getAuthentication();
			}
			return (authentication != null) ? new Captured(authentication, strategy, tokens) : null;
		};
	}

	// Last, so that translators of the application take precedence.
	@Bean
	@ConditionalOnMissingBean(name = "securityExceptionTranslator")
	@Order(Ordered.LOWEST_PRECEDENCE)
	HubExceptionTranslator securityExceptionTranslator() {
		return (failure) -> {
			if (failure instanceof AuthenticationException) {
				return new HubStatusException(Status.Code.UNAUTHENTICATED, "Unauthenticated.");
			}
			return (failure instanceof AccessDeniedException)
					? new HubStatusException(Status.Code.PERMISSION_DENIED, "Access denied.") : null;
		};
	}

	/**
	 * Captures the authentication, not the context, whose creator may modify or clear it
	 * after the start of the request.
	 */
	private record Captured(Authentication authentication, SecurityContextHolderStrategy strategy,
			boolean tokens) implements ContextPropagator.Captured {

		@Override
		public ContextPropagator.Scope attach() {
			SecurityContext context = this.strategy.createEmptyContext();
			context.setAuthentication(this.authentication);
			this.strategy.setContext(context);
			return this.strategy::clearContext;
		}

		/** Anonymous clients have no principal, because they are not the same user. */
		@Override
		public @Nullable Principal principal() {
			return (this.authentication instanceof AnonymousAuthenticationToken) ? null : this.authentication;
		}

		@Override
		public @Nullable Instant expiresAt() {
			return this.tokens ? Tokens.expiry(this.authentication) : null;
		}

	}

	/** In a separate class, because OAuth 2 may be missing from the class path. */
	private static final class Tokens {

		private Tokens() {
		}

		static @Nullable Instant expiry(Authentication authentication) {
			return (authentication.getCredentials() instanceof OAuth2Token token) ? token.getExpiresAt() : null;
		}

	}

}
