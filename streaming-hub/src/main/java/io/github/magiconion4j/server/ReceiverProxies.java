package io.github.magiconion4j.server;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.serialization.HubSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes receivers whose methods become messages.
 */
final class ReceiverProxies {

	private final Class<?> receiverType;

	private final Map<Method, ReceiverMethod> methods = new HashMap<>();

	ReceiverProxies(Class<?> receiverType, List<ContractMethod> methods, HubSerializer serializer) {
		this.receiverType = receiverType;
		for (ContractMethod method : methods) {
			this.methods.put(method.method(), ReceiverMethod.of(method, serializer));
		}
	}

	/**
	 * Makes a receiver.
	 * @param target where its calls go
	 * @return an instance of the receiver interface
	 */
	Object create(Target target) {
		return Proxy.newProxyInstance(this.receiverType.getClassLoader(), new Class<?>[] { this.receiverType },
				new Handler(target));
	}

	/**
	 * Where calls go: to one client or several.
	 */
	@FunctionalInterface
	interface Target {

		void send(byte[] message);

		default CompletableFuture<@Nullable Object> ask(ReceiverMethod method, @Nullable Object @Nullable [] values) {
			throw new UnsupportedOperationException("Several clients cannot be asked for the result of "
					+ method.contract().name() + ": ask a single one");
		}

	}

	private final class Handler implements InvocationHandler {

		private final Target target;

		Handler(Target target) {
			this.target = target;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] values)
				throws Throwable {
			ReceiverMethod found = ReceiverProxies.this.methods.get(method);
			if (found == null) {
				return invokeOther(proxy, method, values);
			}
			if (found.hasResult()) {
				return this.target.ask(found, values);
			}
			this.target.send(found.broadcast(values));
			return null;
		}

		@SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
		private @Nullable Object invokeOther(Object proxy, Method method, @Nullable Object @Nullable [] values)
				throws Throwable {
			if (method.isDefault()) {
				// Not invokeDefault(): that wants the interface to be public.
				@Nullable Object[] arguments = (values != null) ? values : new @Nullable Object[0];
				return MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup())
					.unreflectSpecial(method, method.getDeclaringClass())
					.bindTo(proxy)
					.invokeWithArguments(arguments);
			}
			return switch (method.getName()) {
				case "equals" -> values != null && proxy == values[0];
				case "hashCode" -> System.identityHashCode(proxy);
				case "toString" -> "client (" + ReceiverProxies.this.receiverType.getSimpleName() + ")";
				default -> throw new UnsupportedOperationException(method + " is no part of the contract");
			};
		}

	}

}
