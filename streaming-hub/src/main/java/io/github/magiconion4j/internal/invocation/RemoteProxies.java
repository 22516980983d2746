package io.github.magiconion4j.internal.invocation;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.hub.Ignore;
import io.github.magiconion4j.serialization.HubSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Creates proxies of an interface whose methods call the other side. Default methods, and
 * those of {@link Object}, work as usual. Thread-safe.
 */
public final class RemoteProxies {

	private final Class<?> type;

	private final String name;

	private final Map<Method, RemoteMethod> methods = new HashMap<>();

	/**
	 * Prepares proxies.
	 * @param type the interface
	 * @param name what the {@code toString} of a proxy returns
	 * @param contract its methods
	 * @param serializer writes arguments, and reads results
	 * @throws IllegalArgumentException if one of the types cannot be serialized
	 */
	public RemoteProxies(Class<?> type, String name, List<ContractMethod> contract, HubSerializer serializer) {
		this.type = type;
		this.name = name;
		Map<String, RemoteMethod> byName = contract.stream()
			.collect(Collectors.toMap((method) -> method.method().getName(),
					(method) -> new RemoteMethod(method, serializer)));
		for (Method method : type.getMethods()) {
			RemoteMethod remote = isCall(method) ? byName.get(method.getName()) : null;
			if (remote != null) {
				this.methods.put(method, remote); // also the declaration in a parent
													// interface
			}
		}
	}

	private static boolean isCall(Method method) {
		return Modifier.isAbstract(method.getModifiers()) && !method.isAnnotationPresent(Ignore.class);
	}

	/**
	 * Creates a proxy.
	 * @param target executes the calls
	 * @return an instance of the interface
	 */
	public Object create(Target target) {
		return Proxy.newProxyInstance(this.type.getClassLoader(), new Class<?>[] { this.type }, new Handler(target));
	}

	/**
	 * Executes the calls of a proxy.
	 */
	public interface Target {

		/**
		 * Executes a call.
		 * @param method the method
		 * @param arguments the arguments; {@code null} for none
		 * @return what the method returns; a stage if its result comes later in any way
		 */
		@Nullable Object call(RemoteMethod method, @Nullable Object @Nullable [] arguments);

	}

	private final class Handler implements InvocationHandler {

		private final Target target;

		Handler(Target target) {
			this.target = target;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
				throws Throwable {
			RemoteMethod remote = RemoteProxies.this.methods.get(method);
			return (remote != null) ? remote.call(this.target, arguments) : invokeOther(proxy, method, arguments);
		}

		@SuppressWarnings("ReferenceEquality") // a proxy is equal only to itself
		private @Nullable Object invokeOther(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
				throws Throwable {
			if (method.isDefault()) {
				@Nullable Object[] values = (arguments != null) ? arguments : new @Nullable Object[0];
				// Not invokeDefault(), which accepts public interfaces only.
				return MethodHandles.privateLookupIn(method.getDeclaringClass(), MethodHandles.lookup())
					.unreflectSpecial(method, method.getDeclaringClass())
					.bindTo(proxy)
					.invokeWithArguments(values);
			}
			return switch (method.getName()) {
				case "equals" -> arguments != null && proxy == arguments[0];
				case "hashCode" -> System.identityHashCode(proxy);
				case "toString" -> RemoteProxies.this.name;
				default -> throw new UnsupportedOperationException(method + " is not part of the contract");
			};
		}

	}

}
