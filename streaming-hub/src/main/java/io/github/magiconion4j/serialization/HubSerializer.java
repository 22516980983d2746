package io.github.magiconion4j.serialization;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the bodies of messages, without the envelope. Implementations must be
 * thread-safe.
 */
public interface HubSerializer {

	/**
	 * Creates a codec for the values of a type, for results and metadata.
	 * @param type the type; {@code void} for none, which is nil on the wire
	 * @param direction whether values are written or read
	 * @return the codec
	 * @throws IllegalArgumentException if values of the type cannot be written or read
	 */
	BodyCodec<Object> value(Type type, Direction direction);

	/**
	 * Creates a codec for the arguments of a method. On the wire, no argument is nil, one
	 * argument is the value itself, and several are an array. When an array is read,
	 * missing elements are null or zero, and additional ones are skipped.
	 * @param types the types of the parameters
	 * @param direction whether arguments are written or read
	 * @return a codec for as many arguments as there are types
	 * @throws IllegalArgumentException if values of one of the types cannot be written or
	 * read
	 */
	BodyCodec<@Nullable Object[]> arguments(List<Type> types, Direction direction);

	/**
	 * Creates a codec for the results of a method, whose annotations may affect it.
	 * @param type the type; {@code void} for none
	 * @param method the method
	 * @param direction whether results are written or read
	 * @return the codec
	 * @throws IllegalArgumentException if values of the type cannot be written or read
	 */
	default BodyCodec<Object> value(Type type, AnnotatedElement method, Direction direction) {
		return value(type, direction);
	}

	/**
	 * Creates a codec for the arguments of a method, like the overload without
	 * parameters, with respect to annotations of the parameters.
	 * @param types the types of the parameters
	 * @param parameters the parameters, in the same number and order
	 * @param direction whether arguments are written or read
	 * @return a codec for as many arguments as there are types
	 * @throws IllegalArgumentException if values of one of the types cannot be written or
	 * read
	 */
	default BodyCodec<@Nullable Object[]> arguments(List<Type> types, List<? extends AnnotatedElement> parameters,
			Direction direction) {
		return arguments(types, direction);
	}

	/**
	 * Whether values are written or read. A server reads the arguments of hub methods and
	 * writes their results; a client does the opposite. A codec for one direction may not
	 * support the other.
	 */
	enum Direction {

		/** Values are written. */
		WRITE,

		/** Values are read. */
		READ

	}

}
