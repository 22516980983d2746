package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object with keys from an array of its properties.
 */
final class KeyedDeserializer extends DelegatingDeserializer {

	private static final long serialVersionUID = 1L;

	private final JavaType type;

	private final @Nullable String[] names;

	private final transient LeftOut leftOut;

	/**
	 * Creates a deserializer.
	 * @param object reads the object from a map
	 * @param type the type of the object
	 * @param names the names of the properties by key
	 * @param leftOut sets the properties that a shorter array leaves out
	 */
	KeyedDeserializer(JsonDeserializer<?> object, JavaType type, @Nullable String[] names, LeftOut leftOut) {
		super(object);
		this.type = type;
		this.names = names;
		this.leftOut = leftOut;
	}

	@Override
	protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> object) {
		return new KeyedDeserializer(object, this.type, this.names, this.leftOut);
	}

	@Override
	public Object deserialize(JsonParser source, DeserializationContext context) throws IOException {
		if (!source.isExpectedStartArrayToken() || !(source instanceof BodyParser parser)) {
			return context.handleUnexpectedToken(this.type, source);
		}
		parser.arrayAsObject(this.names);
		Object value = getDelegatee().deserialize(parser, context);
		this.leftOut.fill(value);
		return value;
	}

}
