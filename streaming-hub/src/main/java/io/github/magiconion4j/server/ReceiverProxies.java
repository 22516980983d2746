package io.github.magiconion4j.server;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import io.github.magiconion4j.contract.ContractMethod;
import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.protocol.MessageBuffer;
import io.github.magiconion4j.serialization.BodyCodec;
import io.github.magiconion4j.serialization.HubSerializer;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Makes receivers whose methods become messages.
 */
final class ReceiverProxies {

	private final Class<?> receiverType;

	private final Map<Method, ReceiverMethod> methods = new HashMap<>();

	ReceiverProxies(HubContract contract, HubSerializer serializer) {
		this.receiverType = contract.receiverType();
		for (ContractMethod method : contract.receiverMethods()) {
			this.methods.put(method.method(),
					new ReceiverMethod(method, serializer.arguments(method.parameterTypes())));
		}
	}

	/**
	 * Makes a receiver.
	 * @param target where its messages go
	 * @return an instance of the receiver interface
	 */
	Object create(Consumer<byte[]> target) {
		return Proxy.newProxyInstance(this.receiverType.getClassLoader(), new Class<?>[] { this.receiverType },
				new Handler(target));
	}

	private record ReceiverMethod(ContractMethod contract, BodyCodec<@Nullable Object[]> arguments) {

		byte[] message(@Nullable Object @Nullable [] values) {
			MessageBuffer message = MessageBuffer.broadcast(this.contract.id());
			try {
				this.arguments.write(values, message);
			}
			catch (IOException ex) {
				throw new IllegalArgumentException("The arguments of " + this.contract.name() + " cannot be written",
						ex);
			}
			return message.toBytes();
		}

	}

	private final class Handler implements InvocationHandler {

		private final Consumer<byte[]> target;

		Handler(Consumer<byte[]> target) {
			this.target = target;
		}

		@Override
		public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] values)
				throws Throwable {
			ReceiverMethod found = ReceiverProxies.this.methods.get(method);
			if (found == null) {
				return invokeOther(proxy, method, values);
			}
			if (found.contract().answer() != ContractMethod.Answer.NONE) {
				throw new HubStatusException(Status.Code.UNIMPLEMENTED.value(),
						"Results from clients are not supported: " + found.contract().name());
			}
			this.target.accept(found.message(values));
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
				default -> "client (" + ReceiverProxies.this.receiverType.getSimpleName() + ")";
			};
		}

	}

}
