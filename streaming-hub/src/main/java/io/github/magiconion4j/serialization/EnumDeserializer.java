package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads enum constants from their numbers.
 */
final class EnumDeserializer extends JsonDeserializer<Enum<?>> implements ContextualDeserializer {

	private final EnumNumbers numbers;

	/** The constant for nil. */
	private final @Nullable Enum<?> none;

	EnumDeserializer(EnumNumbers numbers) {
		this(numbers, null);
	}

	private EnumDeserializer(EnumNumbers numbers, @Nullable Enum<?> none) {
		this.numbers = numbers;
		this.none = none;
	}

	@Override
	public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
		return (property != null && Defaults.element(property.getType()).hasRawClass(this.numbers.type())
				&& Defaults.hold(property)) ? new EnumDeserializer(this.numbers, this.numbers.constant(0)) : this;
	}

	@Override
	public @Nullable Enum<?> getNullValue(DeserializationContext context) {
		return this.none;
	}

	@Override
	public @Nullable Enum<?> getAbsentValue(DeserializationContext context) {
		return this.none;
	}

	@Override
	public Enum<?> deserialize(JsonParser source, DeserializationContext context) throws IOException {
		Enum<?> constant = source.hasToken(JsonToken.VALUE_NUMBER_INT) ? this.numbers.constant(source.getLongValue())
				: null;
		return (constant != null) ? constant : (Enum<?>) context.handleUnexpectedToken(this.numbers.type(), source);
	}

	@Override
	public boolean isCachable() {
		return true;
	}

}
