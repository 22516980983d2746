package io.github.magiconion4j.interop.hubs;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Refuses calls without the token of {@code --interop.token}, if it is set. Each
 * application declares it with the annotation of its gRPC stack for global interceptors.
 */
public final class TokenInterceptor implements ServerInterceptor {

	private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization",
			Metadata.ASCII_STRING_MARSHALLER);

	private final @Nullable String token;

	public TokenInterceptor(Environment environment) {
		this.token = environment.getProperty("interop.token");
	}

	@Override
	public <T, R> ServerCall.Listener<T> interceptCall(ServerCall<T, R> call, Metadata headers,
			ServerCallHandler<T, R> next) {
		if (this.token == null) {
			return next.startCall(call, headers);
		}
		if (!("Bearer " + this.token).equals(headers.get(AUTHORIZATION))) {
			call.close(Status.UNAUTHENTICATED.withDescription("no valid token"), new Metadata());
			return new ServerCall.Listener<>() {
			};
		}
		SecurityContext context = SecurityContextHolder.createEmptyContext();
		context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated("token", null,
				AuthorityUtils.createAuthorityList("ROLE_PLAYER")));
		SecurityContextHolder.setContext(context);
		try {
			return next.startCall(call, headers);
		}
		finally {
			SecurityContextHolder.clearContext();
		}
	}

}
