package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.util.ClassUtil;
import org.jspecify.annotations.Nullable;

/**
 * The default values of C#'s value types, for properties with {@link CSharpDefault}.
 */
final class Defaults {

	private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);

	private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
			Map.entry(Instant.class, FIRST.toInstant(ZoneOffset.UTC)), Map.entry(LocalDateTime.class, FIRST),
			Map.entry(OffsetDateTime.class, FIRST.atOffset(ZoneOffset.UTC)),
			Map.entry(LocalDate.class, FIRST.toLocalDate()), Map.entry(LocalTime.class, LocalTime.MIDNIGHT),
			Map.entry(Duration.class, Duration.ZERO), Map.entry(UUID.class, new UUID(0, 0)),
			Map.entry(BigDecimal.class, BigDecimal.ZERO), Map.entry(BigInteger.class, BigInteger.ZERO),
			Map.entry(UnsignedLong.class, new UnsignedLong(0)));

	private Defaults() {
	}

	/** Whether a property, or its elements, must not be nil. */
	static boolean hold(@Nullable BeanProperty property) {
		if (property == null) {
			return false;
		}
		if (property.getAnnotation(CSharpDefault.class) != null) {
			require(property.getType(), "The property " + property.getName());
			return true;
		}
		return property.getContextAnnotation(CSharpDefault.class) != null && holdForAll(property.getType());
	}

	/** Whether the annotation of a class applies to its properties of a type. */
	static boolean holdForAll(JavaType type) {
		JavaType element = element(type);
		return has(element) && ClassUtil.primitiveType(element.getRawClass()) == null;
	}

	/**
	 * Checks that the annotation is allowed on a type.
	 * @throws IllegalArgumentException if neither the type nor its elements have a C#
	 * default
	 */
	static void require(JavaType type, String place) {
		if (!has(element(type))) {
			throw new IllegalArgumentException(
					place + " has @CSharpDefault, but " + type.toCanonical() + " has no known default, or may be nil");
		}
	}

	private static boolean has(JavaType type) {
		return type.isEnumType() || value(type) != null;
	}

	/**
	 * The innermost element type of an array, collection or map; otherwise the type
	 * itself.
	 */
	static JavaType element(JavaType type) {
		JavaType element = type;
		while (element.isContainerType() && !EnumSet.class.isAssignableFrom(element.getRawClass())) {
			element = element.getContentType();
		}
		return element;
	}

	/**
	 * The default of a type.
	 * @param introspector introspects enums
	 * @return the default; {@code null} if there is none, or an enum has no constant for
	 * it
	 */
	static @Nullable Object value(MapperConfig<?> config, Function<JavaType, BeanDescription> introspector,
			JavaType type) {
		if (!type.isEnumType()) {
			return value(type);
		}
		EnumNumbers numbers = EnumNumbers.of(config, introspector.apply(type));
		return (numbers != null) ? numbers.constant(0) : null;
	}

	/** The default of a type; {@code null} for enums and for other types. */
	static @Nullable Object value(JavaType type) {
		if (EnumSet.class.isAssignableFrom(type.getRawClass())) {
			return none(type.getContentType());
		}
		Class<?> primitive = ClassUtil.primitiveType(type.getRawClass());
		Scalar<?> scalar = (primitive != null) ? Scalars.find(primitive) : null;
		return (scalar != null) ? scalar.zero() : VALUES.get(type.getRawClass());
	}

	@SuppressWarnings({ "unchecked", "rawtypes" }) // the type parameter of the enum is
													// unknown here
	private static Object none(JavaType flag) {
		return EnumSet.noneOf((Class) flag.getRawClass());
	}

	/** Makes a property write its default instead of nil. */
	static void write(BeanPropertyWriter property) {
		if (hold(property) && has(property.getType())) {
			property.assignNullSerializer(new Writer(property));
		}
	}

	private static final class Writer extends JsonSerializer<Object> {

		private final BeanProperty property;

		private final @Nullable Object value;

		Writer(BeanProperty property) {
			this.property = property;
			this.value = value(property.getType());
		}

		@Override
		public void serialize(@Nullable Object none, JsonGenerator target, SerializerProvider provider)
				throws IOException {
			if (this.value == null) {
				target.writeNumber(0); // the enum may have no constant for 0
				return;
			}
			provider.findValueSerializer(this.property.getType(), this.property)
				.serialize(this.value, target, provider);
		}

	}

}
