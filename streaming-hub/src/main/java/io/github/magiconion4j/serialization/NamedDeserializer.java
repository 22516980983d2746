package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object from a map of its properties, as Jackson does, and warns of names that
 * differ only in case.
 */
final class NamedDeserializer extends DelegatingDeserializer {

	private static final long serialVersionUID = 1L;

	private transient volatile @Nullable PropertyNames names;

	private final transient LeftOut leftOut;

	NamedDeserializer(JsonDeserializer<?> object, LeftOut leftOut) {
		super(object);
		this.leftOut = leftOut;
	}

	@Override
	protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> object) {
		return new NamedDeserializer(object, this.leftOut);
	}

	@Override
	public @Nullable Object deserialize(JsonParser source, DeserializationContext context) throws IOException {
		if (!(source instanceof BodyParser parser) || !source.hasToken(JsonToken.START_OBJECT)) {
			return super.deserialize(source, context);
		}
		parser.enterObject(names());
		Object value = super.deserialize(source, context);
		parser.leaveObject();
		if (value != null) {
			this.leftOut.fill(value);
		}
		return value;
	}

	/** Created lazily: the names are unknown before the properties are resolved. */
	private PropertyNames names() {
		PropertyNames known = this.names;
		if (known == null) {
			known = new PropertyNames((BeanDeserializerBase) getDelegatee());
			this.names = known;
		}
		return known;
	}

}
