package io.github.magiconion4j.serialization;

import java.time.DayOfWeek;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an enum's constants: those of {@code @JsonValue}, or the ordinals. Days
 * of the week have those of C#.
 */
final class EnumNumbers {

	private static final Set<Class<?>> INTEGERS = Set.of(byte.class, short.class, int.class, long.class, Byte.class,
			Short.class, Integer.class, Long.class);

	private final Class<?> type;

	private final Map<Enum<?>, Long> numbers = new HashMap<>();

	private final Map<Long, Enum<?>> constants = new HashMap<>();

	private final @Nullable Enum<?> unknown;

	private EnumNumbers(Class<?> type, Enum<?>[] constants, ToLongFunction<Enum<?>> number, @Nullable Enum<?> unknown) {
		this.type = type;
		for (Enum<?> constant : constants) {
			long value = number.applyAsLong(constant);
			this.numbers.put(constant, value);
			this.constants.putIfAbsent(value, constant);
		}
		this.unknown = unknown;
	}

	/**
	 * The numbers of an enum.
	 * @return the numbers; {@code null} if {@code @JsonValue} is text
	 * @throws IllegalArgumentException if C# has no such enum
	 */
	static @Nullable EnumNumbers of(MapperConfig<?> config, BeanDescription description) {
		AnnotatedMember number = description.findJsonValueAccessor();
		if (number != null && !INTEGERS.contains(number.getRawType())) {
			return null;
		}
		Class<?> raw = description.getBeanClass();
		Class<?> type = raw.isEnum() ? raw : raw.getSuperclass(); // a constant with a
																	// body has its own
																	// class
		Enum<?>[] constants = (Enum<?>[]) type.getEnumConstants();
		if (constants == null) {
			return null; // the class Enum itself
		}
		return new EnumNumbers(type, constants, numbering(type, number),
				config.getAnnotationIntrospector().findDefaultEnumValue(description.getClassInfo(), constants));
	}

	private static ToLongFunction<Enum<?>> numbering(Class<?> type, @Nullable AnnotatedMember number) {
		if (number != null) {
			number.fixAccess(true);
			return (constant) -> ((Number) number.getValue(constant)).longValue();
		}
		if (type == DayOfWeek.class) { // C# starts with Sunday
			return (constant) -> ((DayOfWeek) constant).getValue() % DayOfWeek.values().length;
		}
		Counterparts.rejectJdk(type);
		return Enum::ordinal;
	}

	Class<?> type() {
		return this.type;
	}

	long number(Enum<?> constant) {
		return Objects.requireNonNull(this.numbers.get(constant));
	}

	/**
	 * The constant of a number.
	 * @return the first constant with that number; otherwise the one with
	 * {@code @JsonEnumDefaultValue}; otherwise {@code null}
	 */
	@Nullable Enum<?> constant(long number) {
		return this.constants.getOrDefault(number, this.unknown);
	}

}
