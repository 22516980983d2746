package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.Objects;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import org.jspecify.annotations.Nullable;
import org.msgpack.jackson.dataformat.MessagePackExtensionType;

/**
 * A parser of msgpack-jackson that returns each token only as its own type. The library's
 * parser truncates integers that do not fit, converts any value to text on request, and
 * does not distinguish {@code float} from {@code double}.
 */
final class BodyParser extends JsonParserDelegate {

	private final StructureParser parser;

	private final int length;

	/** The costs of this body; created for the first map or set. */
	private @Nullable HashCosts hashCosts;

	/** The innermost named object that is being read. */
	private @Nullable NamedObject object;

	private final boolean nativeForms;

	BodyParser(StructureParser parser, int length, boolean nativeForms) {
		super(parser);
		this.parser = parser;
		this.nativeForms = nativeForms;
		this.length = length;
	}

	/** Whether C#'s native forms of times, ids and decimals are accepted. */
	boolean readsNativeForms() {
		return this.nativeForms;
	}

	/** The hash costs of this body. */
	HashCosts hashCosts() {
		HashCosts costs = this.hashCosts;
		if (costs == null) {
			costs = new HashCosts(this, this.length);
			this.hashCosts = costs;
		}
		return costs;
	}

	/** A named object starts. */
	void enterObject(PropertyNames names) {
		this.object = new NamedObject(getParsingContext(), names, this.object);
	}

	/** The named object has ended. */
	void leaveObject() {
		this.object = Objects.requireNonNull(this.object).outer();
	}

	@Override
	public JsonParser skipChildren() throws IOException {
		NamedObject innermost = this.object;
		if (innermost != null && innermost.context().equals(keyedContext())) {
			innermost.names().skipped(currentName());
		}
		return super.skipChildren();
	}

	/** The map that contains the current value. */
	private @Nullable JsonStreamContext keyedContext() {
		JsonStreamContext context = getParsingContext();
		JsonToken token = currentToken();
		return (token != null && token.isStructStart()) ? context.getParent() : context;
	}

	/** The index of the current token's first byte. */
	int start() {
		return this.parser.start();
	}

	/** The index after the current token. */
	int end() {
		return this.parser.end();
	}

	/** Turns the current token, a map key, into a value of its own type. */
	JsonToken keyAsValue() {
		return this.parser.keyAsValue();
	}

	/**
	 * Turns the array that has just started into an object.
	 * @param names the names of its elements; elements without a name are skipped
	 */
	void arrayAsObject(@Nullable String[] names) {
		this.parser.arrayAsObject(names);
	}

	/** The number of entries of the map that has just started. */
	int size() {
		return this.parser.size();
	}

	@Override
	public @Nullable String getText() throws IOException {
		JsonToken token = currentToken();
		if (token == null || token == JsonToken.FIELD_NAME) {
			return currentName();
		}
		if (token == JsonToken.VALUE_STRING) {
			return this.parser.text();
		}
		return token.isNumeric() ? getNumberValue().toString() : token.asString();
	}

	@Override
	public byte[] getBinaryValue(Base64Variant variant) throws IOException {
		if (hasToken(JsonToken.VALUE_STRING)) {
			return this.parser.textBytes();
		}
		if (getEmbeddedObject() instanceof byte[] bytes) {
			return bytes;
		}
		throw misfit(byte[].class);
	}

	/**
	 * Binary data, the time of a timestamp extension, or another
	 * {@link MessagePackExtensionType}.
	 */
	@Override
	public @Nullable Object getEmbeddedObject() throws IOException {
		if (!hasToken(JsonToken.VALUE_EMBEDDED_OBJECT)) {
			return null;
		}
		Object value = super.getEmbeddedObject();
		if (!(value instanceof MessagePackExtensionType extension) || extension.getType() != Timestamps.EXTENSION) {
			return value;
		}
		try {
			return Timestamps.read(ByteBuffer.wrap(extension.getData()));
		}
		catch (DateTimeException ex) {
			throw new JsonParseException(this, ex.getMessage(), ex);
		}
	}

	/** The number type as it was sent. */
	@Override
	public NumberType getNumberType() throws IOException {
		NumberType type = super.getNumberType();
		return switch (this.parser.format()) {
			case 0xca -> NumberType.FLOAT;
			case 0xce, 0xcf, 0xd3 -> (type == NumberType.INT) ? NumberType.LONG : type;
			default -> type;
		};
	}

	@Override
	public Number getNumberValue() throws IOException {
		Number value = super.getNumberValue();
		return switch (getNumberType()) {
			case FLOAT -> value.floatValue();
			case LONG -> value.longValue();
			default -> value;
		};
	}

	@Override
	public byte getByteValue() throws IOException {
		return (byte) integer(Byte.MIN_VALUE, 0xff, byte.class);
	}

	@Override
	public short getShortValue() throws IOException {
		return (short) integer(Short.MIN_VALUE, Short.MAX_VALUE, short.class);
	}

	@Override
	public int getIntValue() throws IOException {
		return (int) integer(Integer.MIN_VALUE, Integer.MAX_VALUE, int.class);
	}

	@Override
	public long getLongValue() throws IOException {
		return integer(Long.MIN_VALUE, Long.MAX_VALUE, long.class);
	}

	private long integer(long min, long max, Class<?> target) throws IOException {
		if (hasToken(JsonToken.VALUE_NUMBER_INT) && this.parser.getNumberType() != NumberType.BIG_INTEGER) {
			long value = this.parser.getLongValue();
			if (value >= min && value <= max) {
				return value;
			}
		}
		throw misfit(target);
	}

	@Override
	public BigInteger getBigIntegerValue() throws IOException {
		if (!hasToken(JsonToken.VALUE_NUMBER_INT)) {
			throw misfit(BigInteger.class);
		}
		return super.getBigIntegerValue();
	}

	@Override
	public BigDecimal getDecimalValue() throws IOException {
		return new BigDecimal(getBigIntegerValue());
	}

	@Override
	public float getFloatValue() throws IOException {
		if (!isNumber() || getNumberType() == NumberType.DOUBLE) {
			throw misfit(float.class);
		}
		return super.getFloatValue();
	}

	@Override
	public double getDoubleValue() throws IOException {
		if (!isNumber()) {
			throw misfit(double.class);
		}
		return super.getDoubleValue();
	}

	private boolean isNumber() {
		return hasToken(JsonToken.VALUE_NUMBER_INT) || hasToken(JsonToken.VALUE_NUMBER_FLOAT);
	}

	private InputCoercionException misfit(Class<?> target) {
		return new InputCoercionException(this, "not a " + target.getSimpleName(), currentToken(), target);
	}

	private record NamedObject(JsonStreamContext context, PropertyNames names, @Nullable NamedObject outer) {

	}

}
