package io.github.magiconion4j.contract;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.magiconion4j.hub.StreamingHub;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the type variables of an interface's parents.
 */
final class TypeArguments {

	private final Class<?> type;

	private final Map<Type, Type> arguments = new HashMap<>();

	TypeArguments(Class<?> type) {
		this.type = type;
		collect(type);
	}

	private void collect(Class<?> child) {
		for (Type parent : child.getGenericInterfaces()) {
			if (parent instanceof ParameterizedType generic && generic.getRawType() instanceof Class<?> raw) {
				TypeVariable<?>[] variables = raw.getTypeParameters();
				for (int i = 0; i < variables.length; i++) {
					this.arguments.put(variables[i], generic.getActualTypeArguments()[i]);
				}
				collect(raw);
			}
			else if (parent instanceof Class<?> raw) {
				collect(raw);
			}
		}
	}

	/** The receiver that a hub interface gives to {@link StreamingHub}. */
	Class<?> receiver() {
		@Nullable Type receiver = StreamingHub.class.getTypeParameters()[0];
		while (receiver instanceof TypeVariable<?>) {
			receiver = this.arguments.get(receiver);
		}
		if (receiver == null) {
			throw new InvalidContractException(
					this.type.getName() + " does not declare its receiver: extend StreamingHub<YourReceiver>");
		}
		if (receiver instanceof ParameterizedType generic) {
			receiver = generic.getRawType();
		}
		if (receiver instanceof Class<?> found && found.isInterface()) {
			return found;
		}
		throw new InvalidContractException(
				"The receiver of " + this.type.getName() + " is not an interface: " + receiver.getTypeName());
	}

	/**
	 * Replaces the variables of a type.
	 * @throws InvalidContractException if a variable has no type argument
	 */
	Type resolve(Type generic) {
		if (generic instanceof TypeVariable<?>) {
			Type argument = this.arguments.get(generic);
			if (argument == null && Arrays.asList(this.type.getTypeParameters()).contains(generic)) {
				throw new InvalidContractException(
						this.type.getName() + " has type parameters: declare an interface that extends "
								+ this.type.getSimpleName() + " with type arguments, and use it instead");
			}
			if (argument == null) {
				throw new InvalidContractException(this.type.getName() + " has a method with the type variable "
						+ generic + ", which has no type argument: declare one");
			}
			return resolve(argument);
		}
		if (generic instanceof ParameterizedType parameterized) {
			return new ResolvedType(parameterized.getRawType(),
					Arrays.stream(parameterized.getActualTypeArguments()).map(this::resolve).toList(),
					parameterized.getOwnerType());
		}
		if (generic instanceof GenericArrayType array) {
			Type component = resolve(array.getGenericComponentType());
			return (component instanceof Class<?> raw) ? Array.newInstance(raw, 0).getClass()
					: new ResolvedArray(component);
		}
		if (generic instanceof WildcardType wildcard) { // as Kotlin writes List<out T>
			return resolve(wildcard.getUpperBounds()[0]);
		}
		return generic;
	}

	/** Equal to another array of the same type, unlike a lambda. */
	private record ResolvedArray(Type component) implements GenericArrayType {

		@Override
		public Type getGenericComponentType() {
			return this.component;
		}

	}

	private record ResolvedType(Type rawType, List<Type> arguments,
			@Nullable Type ownerType) implements ParameterizedType {

		@Override
		public Type[] getActualTypeArguments() {
			return this.arguments.toArray(Type[]::new);
		}

		@Override
		public Type getRawType() {
			return this.rawType;
		}

		@Override
		public @Nullable Type getOwnerType() {
			return this.ownerType;
		}

	}

}
