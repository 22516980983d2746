package io.github.magiconion4j.contract;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;

import io.github.magiconion4j.hub.StreamingHub;
import org.jspecify.annotations.Nullable;

/**
 * Finds the receiver type that a hub interface gives to {@link StreamingHub}, directly or
 * through interfaces between.
 */
final class TypeArguments {

	private TypeArguments() {
	}

	static Class<?> receiverOf(Class<?> hubType) {
		Type receiver = find(hubType);
		if (receiver instanceof ParameterizedType parameterized) {
			receiver = parameterized.getRawType();
		}
		if (receiver instanceof Class<?> found) {
			return found;
		}
		throw new InvalidContractException(
				hubType.getName() + " does not say its receiver: extend StreamingHub<YourReceiver>");
	}

	private static @Nullable Type find(Class<?> type) {
		for (Type parent : type.getGenericInterfaces()) {
			if (parent instanceof ParameterizedType parameterized
					&& parameterized.getRawType() instanceof Class<?> raw) {
				Type found = (raw == StreamingHub.class) ? parameterized.getActualTypeArguments()[0] : find(raw);
				if (found instanceof TypeVariable<?> variable && raw != StreamingHub.class) {
					int index = Arrays.asList(raw.getTypeParameters()).indexOf(variable);
					found = parameterized.getActualTypeArguments()[index];
				}
				if (found != null) {
					return found;
				}
			}
			else if (parent instanceof Class<?> raw && StreamingHub.class.isAssignableFrom(raw)) {
				return find(raw);
			}
		}
		return null;
	}

}
