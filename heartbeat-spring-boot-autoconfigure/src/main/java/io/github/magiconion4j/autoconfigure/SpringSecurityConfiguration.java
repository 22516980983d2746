package io.github.magiconion4j.autoconfigure;

import java.security.Principal;

import io.github.magiconion4j.hub.HubExceptionTranslator;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.server.ContextPropagator;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Spring Security in hub code: the security context of the request that began the
 * connection, and the status of what it refuses.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(SecurityContextHolder.class)
class SpringSecurityConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "securityContextPropagator")
	ContextPropagator securityContextPropagator() {
		return () -> {
			Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
			return (authentication != null) ? new Captured(authentication) : null;
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
	private record Captured(Authentication authentication) implements ContextPropagator.Captured {

		@Override
		public ContextPropagator.Scope attach() {
			SecurityContext context = SecurityContextHolder.createEmptyContext();
			context.setAuthentication(this.authentication);
			SecurityContextHolder.setContext(context);
			return SecurityContextHolder::clearContext;
		}

		@Override
		public @Nullable Principal principal() {
			return this.authentication;
		}

	}

}
