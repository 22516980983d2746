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
 * Spring Security in hub code: the security context of the request that began the
 * connection, and the status of what it refuses.
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
			if (authentication == null) { // interceptors may know no strategy but the
											// global one
				authentication = SecurityContextHolder.getContext().getAuthentication();
			}
			return (authentication != null) ? new Captured(authentication, strategy, tokens) : null;
		};
	}

	// Last: an application may say otherwise.
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
	 * Not the context itself: whoever made it may change or clear it when the request is
	 * begun.
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

		/** Nobody in particular is not one user. */
		@Override
		public @Nullable Principal principal() {
			return (this.authentication instanceof AnonymousAuthenticationToken) ? null : this.authentication;
		}

		@Override
		public @Nullable Instant expiresAt() {
			return this.tokens ? Tokens.expiry(this.authentication) : null;
		}

	}

	/** Apart, since an application need not have OAuth 2. */
	private static final class Tokens {

		private Tokens() {
		}

		static @Nullable Instant expiry(Authentication authentication) {
			return (authentication.getCredentials() instanceof OAuth2Token token) ? token.getExpiresAt() : null;
		}

	}

}
