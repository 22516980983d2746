package io.github.magiconion4j.client;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;

import io.github.magiconion4j.contract.ContractMethod.Answer;
import org.jspecify.annotations.Nullable;

/**
 * A hub whose methods become messages. What an interface has beside them (default
 * methods, those of {@link Object}) works as in any object.
 */
final class HubProxy implements InvocationHandler {

	private final ClientContract contract;

	private final HubCalls calls;

	private final boolean answered;

	private HubProxy(ClientContract contract, HubCalls calls, boolean answered) {
		this.contract = contract;
		this.calls = calls;
		this.answered = answered;
	}

	/**
	 * Makes a hub.
	 * @param answered whether its methods are answered; if not, all are fire and forget
	 */
	static Object create(ClientContract contract, HubCalls calls, boolean answered) {
		Class<?> type = contract.hubType();
		return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				new HubProxy(contract, calls, answered));
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		HubMethod found = this.contract.hubMethod(method);
		if (found == null) {
			return invokeOther(proxy, method, arguments);
		}
		if (this.answered) {
			return this.calls.call(found, arguments);
		}
		this.calls.fireAndForget(found, arguments);
		return (found.contract().answer() == Answer.STAGE) ? CompletableFuture.completedFuture(null)
				: zero(method.getReturnType());
	}

	/** What a variable of that type is before anything is assigned to it. */
	private static @Nullable Object zero(Class<?> type) {
		return (type.isPrimitive() && type != void.class) ? Array.get(Array.newInstance(type, 1), 0) : null;
	}

	@SuppressWarnings("ReferenceEquality") // a proxy is equal to itself alone
	private @Nullable Object invokeOther(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		if (method.isDefault()) {
			@Nullable Object[] values = (arguments != null) ? arguments : new @Nullable Object[0];
			// Not invokeDefault(): that wants the interface to be public.
			return MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup())
				.unreflectSpecial(method, method.getDeclaringClass())
				.bindTo(proxy)
				.invokeWithArguments(values);
		}
		return switch (method.getName()) {
			case "equals" -> arguments != null && proxy == arguments[0];
			case "hashCode" -> System.identityHashCode(proxy);
			case "toString" -> "hub " + this.contract.serviceName();
			default -> throw new UnsupportedOperationException(method + " is no part of the contract");
		};
	}

}
