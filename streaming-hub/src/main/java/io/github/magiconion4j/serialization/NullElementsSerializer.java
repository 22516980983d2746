package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a property whose elements must not be nil.
 */
final class NullElementsSerializer extends JsonSerializer<Object> implements ContextualSerializer {

	private final JavaType type;

	private final @Nullable NullElements elements;

	private final @Nullable JsonSerializer<Object> container;

	NullElementsSerializer(JavaType type) {
		this(type, null, null);
	}

	private NullElementsSerializer(JavaType type, @Nullable NullElements elements,
			@Nullable JsonSerializer<Object> container) {
		this.type = type;
		this.elements = elements;
		this.container = container;
	}

	@Override
	public JsonSerializer<?> createContextual(SerializerProvider provider, @Nullable BeanProperty property)
			throws JsonMappingException {
		String name = (property != null) ? property.getName() : "";
		return new NullElementsSerializer(this.type,
				NullElements.of(provider.getConfig(), this.type, "The property " + name),
				provider.findValueSerializer(this.type, property));
	}

	@Override
	public void serialize(Object value, JsonGenerator target, SerializerProvider provider) throws IOException {
		if (this.elements == null || this.container == null) {
			throw new IllegalStateException("this serializer has no property");
		}
		this.container.serialize(this.elements.written(value), target, provider);
	}

}
