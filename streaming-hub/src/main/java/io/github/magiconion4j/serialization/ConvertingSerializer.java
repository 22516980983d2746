package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes values of a type that has a {@link Conversion}.
 */
final class ConvertingSerializer<T, W> extends JsonSerializer<T> implements ContextualSerializer {

	private final Conversion<T, W> conversion;

	private final @Nullable JsonSerializer<Object> serializer;

	ConvertingSerializer(Conversion<T, W> conversion, @Nullable JsonSerializer<Object> serializer) {
		this.conversion = conversion;
		this.serializer = serializer;
	}

	@Override
	public JsonSerializer<?> createContextual(SerializerProvider provider, @Nullable BeanProperty property)
			throws JsonMappingException {
		return new ConvertingSerializer<>(this.conversion,
				provider.findValueSerializer(this.conversion.wireType(), property));
	}

	@Override
	public void serialize(T value, JsonGenerator target, SerializerProvider provider) throws IOException {
		W converted = this.conversion.toWire().apply(value);
		if (converted == null) {
			target.writeNull();
		}
		else {
			Objects.requireNonNull(this.serializer).serialize(converted, target, provider);
		}
	}

}
