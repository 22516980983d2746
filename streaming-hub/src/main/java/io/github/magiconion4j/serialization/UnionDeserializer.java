package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ResolvableDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a value of a union: the number of its case, and the value.
 */
final class UnionDeserializer extends JsonDeserializer<Object> implements ResolvableDeserializer {

	private final UnionCases cases;

	UnionDeserializer(UnionCases cases) {
		this.cases = cases;
	}

	/**
	 * Resolves the cases early, so that a case that cannot be read is reported with the
	 * union.
	 */
	@Override
	public void resolve(DeserializationContext context) throws JsonMappingException {
		for (JavaType type : this.cases.types()) {
			context.findContextualValueDeserializer(type, null);
		}
	}

	@Override
	public @Nullable Object deserialize(JsonParser source, DeserializationContext context) throws IOException {
		if (!source.isExpectedStartArrayToken() || source.nextToken() != JsonToken.VALUE_NUMBER_INT) {
			return context.handleUnexpectedToken(this.cases.type(), source);
		}
		JavaType type = this.cases.type(source.getIntValue());
		if (source.nextToken() == JsonToken.END_ARRAY) {
			return context.handleUnexpectedToken(this.cases.type(), source);
		}
		Object value = (type != null) ? value(context.findContextualValueDeserializer(type, null), source, context)
				: skipped(source);
		return (source.nextToken() == JsonToken.END_ARRAY) ? value
				: context.handleUnexpectedToken(this.cases.type(), source);
	}

	private static @Nullable Object value(JsonDeserializer<Object> deserializer, JsonParser source,
			DeserializationContext context) throws IOException {
		return source.hasToken(JsonToken.VALUE_NULL) ? deserializer.getNullValue(context)
				: deserializer.deserialize(source, context);
	}

	/** C#, too, reads a case of a newer contract as null. */
	private static @Nullable Object skipped(JsonParser source) throws IOException {
		source.skipChildren();
		return null;
	}

	@Override
	public boolean isCachable() {
		return true;
	}

}
