package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.ResolvableSerializer;

/**
 * Writes a value of a union: the number of its case, and the value.
 */
final class UnionSerializer extends JsonSerializer<Object> implements ResolvableSerializer {

	private final UnionCases cases;

	UnionSerializer(UnionCases cases) {
		this.cases = cases;
	}

	/**
	 * Resolves the cases early, so that a case that cannot be written is reported with
	 * the union.
	 */
	@Override
	public void resolve(SerializerProvider provider) throws JsonMappingException {
		for (JavaType type : this.cases.types()) {
			provider.findValueSerializer(type, null);
		}
	}

	@Override
	public void serialize(Object value, JsonGenerator target, SerializerProvider provider) throws IOException {
		Integer key = this.cases.key(value.getClass());
		if (key == null) {
			provider.reportBadDefinition(this.cases.type(), value.getClass().getName() + " is not a @Union case of "
					+ this.cases.type().getRawClass().getName());
			return;
		}
		JavaType type = Objects.requireNonNull(this.cases.type(key));
		target.writeStartArray(value, 2);
		target.writeNumber(key);
		provider.findValueSerializer(type, null).serialize(value, target, provider);
		target.writeEndArray();
	}

}
