package io.github.magiconion4j.serialization;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the bodies of messages. The envelope around a body is not its
 * business. Thread-safe.
 */
public interface HubSerializer {

	/**
	 * Prepares for the values of a type: results, and metadata.
	 * @param type the type; {@code void} for none, which is nil on the wire
	 * @param direction what is done with them
	 * @return writes or reads such values
	 * @throws IllegalArgumentException if values of the type cannot be written, or read
	 */
	BodyCodec<Object> value(Type type, Direction direction);

	/**
	 * Prepares for the arguments of a method. None are nil on the wire, one is itself,
	 * more are an array; of that, missing ones are read as null or zero and further ones
	 * skipped.
	 * @param types the types of the parameters
	 * @param direction what is done with them
	 * @return writes or reads as many arguments as there are types
	 * @throws IllegalArgumentException if values of one of the types cannot be written,
	 * or read
	 */
	BodyCodec<@Nullable Object[]> arguments(List<Type> types, Direction direction);

	/**
	 * Prepares for the results of a method.
	 * @param type the type; {@code void} for none
	 * @param method has the annotations that say more of them
	 * @param direction what is done with them
	 * @return writes or reads such values
	 * @throws IllegalArgumentException if values of the type cannot be written, or read
	 */
	default BodyCodec<Object> value(Type type, AnnotatedElement method, Direction direction) {
		return value(type, direction);
	}

	/**
	 * Prepares for the arguments of a method, as the other method of this name does.
	 * @param types the types of the parameters
	 * @param parameters have the annotations that say more of them, as many
	 * @param direction what is done with them
	 * @return writes or reads as many arguments as there are types
	 * @throws IllegalArgumentException if values of one of the types cannot be written,
	 * or read
	 */
	default BodyCodec<@Nullable Object[]> arguments(List<Type> types, List<? extends AnnotatedElement> parameters,
			Direction direction) {
		return arguments(types, direction);
	}

	/**
	 * What is done with values: a server reads the arguments of its hubs' methods and
	 * writes their results, a client does the opposite. A codec for one need not be able
	 * to do the other.
	 */
	enum Direction {

		/** They become bytes. */
		WRITE,

		/** They are made of bytes. */
		READ

	}

}
