package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.time.DateTimeException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads values that are a single MessagePack item, without Jackson's conversions from
 * other types.
 */
final class ScalarDeserializer<T> extends StdScalarDeserializer<T> implements ContextualDeserializer {

	private static final long serialVersionUID = 1L;

	private final transient Scalar<T> scalar;

	/** The value for nil. */
	private final transient @Nullable T none;

	ScalarDeserializer(Scalar<T> scalar) {
		this(scalar, null);
	}

	private ScalarDeserializer(Scalar<T> scalar, @Nullable T none) {
		super(scalar.type());
		this.scalar = scalar;
		this.none = none;
	}

	@Override
	@SuppressWarnings("unchecked") // it is of this type
	public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
		JavaType element = (property != null) ? Defaults.element(property.getType()) : null;
		return (element != null && element.hasRawClass(this._valueClass) && Defaults.hold(property))
				? new ScalarDeserializer<>(this.scalar, (T) Defaults.value(element)) : this;
	}

	@Override
	@SuppressWarnings("unchecked") // a problem handler of Jackson would return a T
	public T deserialize(JsonParser source, DeserializationContext context) throws IOException {
		try {
			T value = this.scalar.reader().read(source);
			if (value != null) {
				return value;
			}
		}
		catch (InputCoercionException | ArithmeticException | DateTimeException | IllegalArgumentException ex) {
			// reported below
		}
		return (T) context.handleUnexpectedToken(this._valueClass, source);
	}

	/** The value for nil. */
	@Override
	public @Nullable T getNullValue(DeserializationContext context) throws JsonMappingException {
		return this._valueClass.isPrimitive()
				? context.reportInputMismatch(this, "nil cannot be read as " + this._valueClass.getSimpleName())
				: this.none;
	}

	/** The value for an element that is left out. */
	@Override
	public @Nullable T getAbsentValue(DeserializationContext context) {
		return (this.none != null) ? this.none : this.scalar.zero();
	}

}
