package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.time.DateTimeException;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of a type that has a {@link Conversion}.
 */
final class ConvertingDeserializer<T, W> extends JsonDeserializer<T> implements ContextualDeserializer {

	private final JavaType type;

	private final Conversion<T, W> conversion;

	private final @Nullable JsonDeserializer<Object> deserializer;

	ConvertingDeserializer(JavaType type, Conversion<T, W> conversion,
			@Nullable JsonDeserializer<Object> deserializer) {
		this.type = type;
		this.conversion = conversion;
		this.deserializer = deserializer;
	}

	@Override
	public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
			throws JsonMappingException {
		return new ConvertingDeserializer<>(this.type, conversion(property),
				context.findContextualValueDeserializer(this.conversion.wireType(), property));
	}

	@SuppressWarnings("unchecked") // it is of this type
	private Conversion<T, W> conversion(@Nullable BeanProperty property) {
		T none = (property != null && Defaults.element(property.getType()).equals(this.type) && Defaults.hold(property))
				? (T) Defaults.value(this.type) : null;
		return (none != null) ? new Conversion<>(this.conversion.wireType(), this.conversion.toWire(),
				this.conversion.fromWire(), none) : this.conversion;
	}

	@Override
	@SuppressWarnings("unchecked") // the wire type is that of W
	public @Nullable T deserialize(JsonParser source, DeserializationContext context) throws IOException {
		W value = (W) Objects.requireNonNull(this.deserializer).deserialize(source, context);
		if (value == null) { // a union without a value
			return this.conversion.none();
		}
		try {
			return this.conversion.fromWire().apply(value);
		}
		catch (ArithmeticException | DateTimeException ex) {
			return (T) context.handleUnexpectedToken(this.type, source);
		}
	}

	@Override
	public @Nullable T getNullValue(DeserializationContext context) {
		return this.conversion.none();
	}

	@Override
	public @Nullable T getAbsentValue(DeserializationContext context) {
		return this.conversion.none();
	}

	@Override
	public boolean isCachable() {
		return true;
	}

}
