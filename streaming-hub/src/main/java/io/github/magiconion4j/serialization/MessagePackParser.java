package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.Objects;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import org.jspecify.annotations.Nullable;

/**
 * MessagePack as Jackson's tokens, each only as what it is: no number is cut off or made
 * of text, a {@code double} is no {@code float}, and keys of maps have types.
 */
final class MessagePackParser extends MinimalParser {

	/** As MessagePack-CSharp's {@code MessagePackSecurity}. */
	static final int MAX_DEPTH = 500;

	private final MessagePackInput input;

	private ReadContext context = ReadContext.root();

	/** The text of the current token, once somebody wants it. */
	private @Nullable String text;

	/** Whether a key that is no text has been announced, and not been read. */
	private boolean keyWaits;

	MessagePackParser(@Nullable ObjectCodec codec, int features, StreamReadConstraints constraints,
			MessagePackInput input) {
		super(codec, features, constraints);
		this.input = input;
	}

	@Override
	public @Nullable JsonToken nextToken() throws IOException {
		this._currToken = next();
		return this._currToken;
	}

	private @Nullable JsonToken next() throws IOException {
		if (this.context.isAtKey()) {
			return this.context.hasElementNames() ? elementName() : key();
		}
		if (this.context.inRoot() && !this.input.hasMore()) {
			return null;
		}
		return this.context.hasMore() ? value() : leave();
	}

	private JsonToken key() throws IOException {
		if (this.keyWaits) {
			throw new JsonParseException(this, "expected text as the key of a map");
		}
		if (!this.context.hasMore()) {
			return leave();
		}
		int start = this.input.position();
		if (this.input.next() == JsonToken.VALUE_STRING) {
			this.context.take();
			this.context.setName(this.input.text());
		}
		else {
			this.input.back(start);
			this.context.setName("");
			this.keyWaits = true;
		}
		return JsonToken.FIELD_NAME;
	}

	private JsonToken elementName() throws IOException {
		while (this.context.hasMore() && !this.context.nameNextElement()) {
			this.context.pass();
			this.input.skip(1);
		}
		return this.context.hasMore() ? JsonToken.FIELD_NAME : leave();
	}

	private JsonToken value() throws IOException {
		this.context.take();
		this.text = null;
		JsonToken token = this.input.next();
		if (token.isStructStart()) {
			if (this.context.getNestingDepth() == MAX_DEPTH) {
				throw new JsonParseException(this, "the body is nested deeper than " + MAX_DEPTH);
			}
			this.context = (token == JsonToken.START_ARRAY) ? this.context.array(this.input.size())
					: this.context.map(this.input.size());
		}
		return token;
	}

	private JsonToken leave() {
		JsonToken end = this.context.inArray() ? JsonToken.END_ARRAY : JsonToken.END_OBJECT;
		this.context = Objects.requireNonNull(this.context.getParent());
		return end;
	}

	/**
	 * Makes the key that was read last the current value, of whatever type it is.
	 */
	JsonToken keyAsValue() throws IOException {
		if (this.keyWaits) {
			this.keyWaits = false;
			this._currToken = value();
		}
		else {
			this.text = this.context.getCurrentName();
			this._currToken = JsonToken.VALUE_STRING;
		}
		return this._currToken;
	}

	/**
	 * Makes an object of the array that has just begun.
	 * @param names the names of its elements; those without one are skipped
	 */
	void arrayAsObject(@Nullable String[] names) {
		this.context.nameElements(names);
		this._currToken = JsonToken.START_OBJECT;
	}

	/** How many elements or entries the array or map that has just begun has. */
	long size() {
		return this.input.size();
	}

	/** The type of the extension that is the current token. */
	@Nullable Byte extension() {
		return (this._currToken == JsonToken.VALUE_EMBEDDED_OBJECT) ? this.input.extension() : null;
	}

	@Override
	public MessagePackParser skipChildren() throws IOException {
		if (this._currToken != null && this._currToken.isStructStart()) {
			this.input.skip(this.context.left());
			this._currToken = leave();
		}
		return this;
	}

	@Override
	public @Nullable String getText() {
		JsonToken token = this._currToken;
		if (token == null) {
			return null;
		}
		if (token == JsonToken.FIELD_NAME) {
			return this.context.getCurrentName();
		}
		if (token == JsonToken.VALUE_STRING) {
			if (this.text == null) {
				this.text = this.input.text();
			}
			return this.text;
		}
		return token.isNumeric() ? getNumberValue().toString() : token.asString();
	}

	@Override
	public byte[] getBinaryValue(Base64Variant variant) throws IOException {
		if (this._currToken != JsonToken.VALUE_STRING
				&& (this._currToken != JsonToken.VALUE_EMBEDDED_OBJECT || this.input.extension() != null)) {
			throw misfit(byte[].class);
		}
		ByteBuffer payload = this.input.payload();
		byte[] bytes = new byte[payload.remaining()];
		payload.get(bytes);
		return bytes;
	}

	/** Binary data, or the time that an extension is. */
	@Override
	public Object getEmbeddedObject() throws IOException {
		Byte extension = this.input.extension();
		if (extension == null) {
			return getBinaryValue();
		}
		if (extension != Timestamps.EXTENSION) {
			throw new JsonParseException(this, "extension type " + extension + " is unknown");
		}
		try {
			return Timestamps.read(this.input.payload());
		}
		catch (DateTimeException ex) {
			throw new JsonParseException(this, ex.getMessage(), ex);
		}
	}

	@Override
	public NumberType getNumberType() {
		return this.input.numberType();
	}

	@Override
	public Number getNumberValue() {
		return this.input.numberValue();
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
		long value = this.input.integer();
		if (this._currToken != JsonToken.VALUE_NUMBER_INT || getNumberType() == NumberType.BIG_INTEGER || value < min
				|| value > max) {
			throw misfit(target);
		}
		return value;
	}

	@Override
	public BigInteger getBigIntegerValue() throws IOException {
		if (this._currToken != JsonToken.VALUE_NUMBER_INT) {
			throw misfit(BigInteger.class);
		}
		return new BigInteger(getNumberValue().toString());
	}

	@Override
	public float getFloatValue() throws IOException {
		if (this._currToken == JsonToken.VALUE_NUMBER_FLOAT && getNumberType() == NumberType.DOUBLE) {
			throw misfit(float.class);
		}
		return number(float.class).floatValue();
	}

	@Override
	public double getDoubleValue() throws IOException {
		return number(double.class).doubleValue();
	}

	@Override
	public BigDecimal getDecimalValue() throws IOException {
		return new BigDecimal(getBigIntegerValue());
	}

	private Number number(Class<?> target) throws IOException {
		if (this._currToken == null || !this._currToken.isNumeric()) {
			throw misfit(target);
		}
		return getNumberValue();
	}

	private InputCoercionException misfit(Class<?> target) {
		return new InputCoercionException(this, "no " + target.getSimpleName(), this._currToken, target);
	}

	@Override
	public JsonStreamContext getParsingContext() {
		return this.context;
	}

	@Override
	@SuppressWarnings("deprecation") // abstract all the same
	public @Nullable String getCurrentName() {
		ReadContext named = (this._currToken != null && this._currToken.isStructStart()) ? this.context.getParent()
				: this.context;
		return (named != null) ? named.getCurrentName() : null;
	}

	@Override
	public void overrideCurrentName(String name) {
		this.context.setName(name);
	}

}
