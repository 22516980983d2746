package io.github.magiconion4j.serialization;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.magiconion4j.serialization.Scalar.Reader;
import io.github.magiconion4j.serialization.Scalar.Writer;
import org.jspecify.annotations.Nullable;

/**
 * The types whose values are a single MessagePack item, with their forms in
 * MessagePack-CSharp.
 */
final class Scalars {

	private static final Map<Class<?>, Scalar<?>> ALL = new HashMap<>();

	static {
		primitive(boolean.class, Boolean.class, false, JsonGenerator::writeBoolean,
				(source) -> isBoolean(source) ? source.getBooleanValue() : null);
		primitive(byte.class, Byte.class, (byte) 0, (target, value) -> target.writeNumber((int) value),
				(source) -> isInteger(source)
						? (byte) Numbers.range(source.getIntValue(), Byte.MIN_VALUE, Byte.MAX_VALUE) : null);
		primitive(short.class, Short.class, (short) 0, (target, value) -> target.writeNumber((int) value),
				(source) -> isInteger(source) ? source.getShortValue() : null);
		primitive(int.class, Integer.class, 0, JsonGenerator::writeNumber,
				(source) -> isInteger(source) ? source.getIntValue() : null);
		primitive(long.class, Long.class, 0L, JsonGenerator::writeNumber,
				(source) -> isInteger(source) ? source.getLongValue() : null);
		primitive(float.class, Float.class, 0f, JsonGenerator::writeNumber,
				(source) -> isNumber(source) ? source.getFloatValue() : null);
		primitive(double.class, Double.class, 0.0, JsonGenerator::writeNumber,
				(source) -> isNumber(source) ? source.getDoubleValue() : null);
		primitive(char.class, Character.class, '\0', (target, value) -> target.writeNumber((int) value),
				(source) -> isInteger(source)
						? (char) Numbers.range(source.getIntValue(), Character.MIN_VALUE, Character.MAX_VALUE) : null);
		scalar(UnsignedLong.class, Numbers::write, Numbers::unsignedLong);
		scalar(BigInteger.class, Numbers::write, Numbers::bigInteger);
		text(String.class, (value) -> value, (text) -> text);
		text(BigDecimal.class, Decimals::toText, Decimals::parse, NativeForms::decimal);
		text(UUID.class, UUID::toString, Scalars::guid, NativeForms::guid);
		text(URI.class, URI::toString, URI::create);
		scalar(Instant.class, JsonGenerator::writeEmbeddedObject, Times::instant);
		scalar(LocalDateTime.class, Times::write, Times::dateTime);
		integer(LocalDate.class, Times::dayNumber, Times::date);
		integer(LocalTime.class, Times::ticks, Times::time);
		integer(Duration.class, Times::ticks, Times::duration);
	}

	private Scalars() {
	}

	static @Nullable Scalar<?> find(Class<?> type) {
		return ALL.get(type);
	}

	private static <T> void primitive(Class<T> type, Class<T> box, T zero, Writer<T> writer, Reader<T> reader) {
		ALL.put(type, new Scalar<>(type, zero, writer, reader));
		scalar(box, writer, reader);
	}

	private static <T> void text(Class<T> type, Function<T, String> toText, Function<String, T> parse) {
		text(type, toText, parse, (source) -> null);
	}

	private static <T> void text(Class<T> type, Function<T, String> toText, Function<String, T> parse,
			Reader<T> other) {
		scalar(type, (target, value) -> target.writeString(toText.apply(value)),
				(source) -> source.hasToken(JsonToken.VALUE_STRING) ? parse.apply(source.getText())
						: other.read(source));
	}

	private static <T> void integer(Class<T> type, ToLongFunction<T> toLong, LongFunction<T> parse) {
		scalar(type, (target, value) -> target.writeNumber(toLong.applyAsLong(value)),
				(source) -> isInteger(source) ? parse.apply(source.getLongValue()) : null);
	}

	private static <T> void scalar(Class<T> type, Writer<T> writer, Reader<T> reader) {
		ALL.put(type, new Scalar<>(type, null, writer, reader));
	}

	private static boolean isBoolean(JsonParser source) {
		return source.hasToken(JsonToken.VALUE_TRUE) || source.hasToken(JsonToken.VALUE_FALSE);
	}

	private static boolean isInteger(JsonParser source) {
		return source.hasToken(JsonToken.VALUE_NUMBER_INT);
	}

	private static boolean isNumber(JsonParser source) {
		return isInteger(source) || source.hasToken(JsonToken.VALUE_NUMBER_FLOAT);
	}

	private static UUID guid(String text) {
		UUID id = UUID.fromString(text);
		if (!id.toString().equalsIgnoreCase(text)) { // Java also accepts shorter ones
			throw new IllegalArgumentException("a Guid has 36 characters");
		}
		return id;
	}

}
