package io.github.magiconion4j.serialization;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.BuilderBasedDeserializer;

/**
 * The type of the objects that a builder creates. Jackson tells it only to subclasses.
 */
final class BuiltType extends BuilderBasedDeserializer {

	private static final long serialVersionUID = 1L;

	private BuiltType(BuilderBasedDeserializer builder) {
		super(builder);
	}

	static JavaType of(BuilderBasedDeserializer builder) {
		return new BuiltType(builder)._targetType;
	}

}
