package io.github.magiconion4j.server;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.stub.MetadataUtils;

/**
 * Channels with special calls.
 */
final class TestChannels {

	private TestChannels() {
	}

	static Channel withHeaders(Channel channel, Metadata headers) {
		return ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
	}

	static Channel withDeadline(Channel channel, Deadline deadline) {
		return ClientInterceptors.intercept(channel, new ClientInterceptor() {

			@Override
			public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options,
					Channel next) {
				return next.newCall(method, options.withDeadline(deadline));
			}

		});
	}

}
