package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;

/**
 * Writes values that are a single MessagePack item.
 */
final class ScalarSerializer<T> extends StdScalarSerializer<T> {

	private static final long serialVersionUID = 1L;

	private final transient Scalar<T> scalar;

	ScalarSerializer(Scalar<T> scalar) {
		super(scalar.type());
		this.scalar = scalar;
	}

	@Override
	public void serialize(T value, JsonGenerator target, SerializerProvider provider) throws IOException {
		this.scalar.writer().write(target, value);
	}

}
