package io.github.magiconion4j.server;

import java.util.concurrent.CompletableFuture;

import io.github.magiconion4j.contract.ContractMethod.Answer;
import io.github.magiconion4j.internal.invocation.RemoteMethod;
import io.github.magiconion4j.internal.invocation.RemoteProxies;
import org.jspecify.annotations.Nullable;

/**
 * Whom a receiver stands for: one client or several.
 */
@FunctionalInterface
interface ReceiverTarget extends RemoteProxies.Target {

	/** Sends a call that nobody answers. It is encoded once, for all. */
	void send(byte[] message);

	/** Asks for a result. */
	default CompletableFuture<@Nullable Object> ask(RemoteMethod method, @Nullable Object @Nullable [] values) {
		throw new UnsupportedOperationException(
				"Several clients cannot be asked for the result of " + method.name() + ": ask a single one");
	}

	@Override
	default @Nullable Object call(RemoteMethod method, @Nullable Object @Nullable [] values) {
		if (method.answer() != Answer.NONE) {
			return ask(method, values);
		}
		send(method.oneWay(values));
		return null;
	}

}
