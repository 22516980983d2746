package io.github.magiconion4j.serialization;

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
	 * @return writes and reads such values
	 * @throws IllegalArgumentException if the type cannot be put on the wire
	 */
	BodyCodec<Object> value(Type type);

	/**
	 * Prepares for the arguments of a method. None are nil on the wire, one is itself,
	 * more are an array; of that, missing ones are read as null or zero and further ones
	 * skipped.
	 * @param types the types of the parameters
	 * @return writes and reads as many arguments as there are types
	 * @throws IllegalArgumentException if one of the types cannot be put on the wire
	 */
	BodyCodec<@Nullable Object[]> arguments(List<Type> types);

}
