package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.time.DateTimeException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that are one item each, and nothing that is not quite such a value.
 */
final class ScalarDeserializer<T> extends StdScalarDeserializer<T> {

	private static final long serialVersionUID = 1L;

	private final transient Scalar<T> scalar;

	ScalarDeserializer(Scalar<T> scalar) {
		super(scalar.type());
		this.scalar = scalar;
	}

	@Override
	@SuppressWarnings("unchecked") // a problem handler of Jackson's would give a T
	public T deserialize(JsonParser source, DeserializationContext context) throws IOException {
		try {
			T value = this.scalar.reader().read(source);
			if (value != null) {
				return value;
			}
		}
		catch (InputCoercionException | ArithmeticException | DateTimeException | IllegalArgumentException ex) {
			// said below
		}
		return (T) context.handleUnexpectedToken(this._valueClass, source);
	}

	/** What nil is read as. */
	@Override
	public @Nullable T getNullValue(DeserializationContext context) throws JsonMappingException {
		return this._valueClass.isPrimitive()
				? context.reportInputMismatch(this, "nil is no " + this._valueClass.getSimpleName()) : null;
	}

	/** What is left out is read as. */
	@Override
	public @Nullable T getAbsentValue(DeserializationContext context) {
		return this.scalar.zero();
	}

}
