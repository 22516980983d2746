package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.CollectionDeserializer;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the elements of a set, and counts the {@link HashCosts}.
 */
final class HashedElements extends JsonDeserializer<Object> implements ContextualDeserializer {

	private final JavaType type;

	private final @Nullable JsonDeserializer<?> deserializer;

	private HashedElements(JavaType type, @Nullable JsonDeserializer<?> deserializer) {
		this.type = type;
		this.deserializer = deserializer;
	}

	/**
	 * Adds counting to the deserializer of a set.
	 * @throws IllegalArgumentException if the cost of the set's class is unknown
	 */
	static JsonDeserializer<?> of(JavaType set, CollectionDeserializer deserializer) {
		if (!deserializer.getValueInstantiator().canCreateUsingDefault()) {
			throw new IllegalArgumentException(set.getRawClass().getName()
					+ " has no constructor without parameters, so the cost of its elements cannot be limited: use Set");
		}
		JavaType element = set.getContentType();
		return new Scope(new CollectionDeserializer(set, new HashedElements(element, element.getValueHandler()), null,
				deserializer.getValueInstantiator()));
	}

	@Override
	public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property)
			throws JsonMappingException {
		return new HashedElements(this.type,
				(this.deserializer != null)
						? context.handleSecondaryContextualization(this.deserializer, property, this.type)
						: context.findContextualValueDeserializer(this.type, property));
	}

	@Override
	public @Nullable Object deserialize(JsonParser source, DeserializationContext context) throws IOException {
		return HashCosts.of(source).read(Objects.requireNonNull(this.deserializer), context);
	}

	@Override
	public @Nullable Object getNullValue(DeserializationContext context) throws JsonMappingException {
		return Objects.requireNonNull(this.deserializer).getNullValue(context);
	}

	/** Reads the whole set. */
	private static final class Scope extends DelegatingDeserializer {

		private static final long serialVersionUID = 1L;

		Scope(JsonDeserializer<?> set) {
			super(set);
		}

		@Override
		protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> set) {
			return new Scope(set);
		}

		@Override
		public @Nullable Object deserialize(JsonParser source, DeserializationContext context) throws IOException {
			HashCosts costs = HashCosts.of(source);
			costs.enter(true);
			Object set = super.deserialize(source, context);
			costs.leave();
			return set;
		}

	}

}
