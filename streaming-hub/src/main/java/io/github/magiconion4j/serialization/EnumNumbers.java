package io.github.magiconion4j.serialization;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an enum's constants: those of {@code @JsonValue}, or the ordinals.
 */
final class EnumNumbers {

	private static final Set<Class<?>> INTEGERS = Set.of(byte.class, short.class, int.class, long.class, Byte.class,
			Short.class, Integer.class, Long.class);

	private final Class<?> type;

	private final Map<Enum<?>, Long> numbers = new HashMap<>();

	private final Map<Long, Enum<?>> constants = new HashMap<>();

	private final @Nullable Enum<?> unknown;

	private EnumNumbers(Class<?> type, Enum<?>[] constants, @Nullable AnnotatedMember number,
			@Nullable Enum<?> unknown) {
		this.type = type;
		for (int i = 0; i < constants.length; i++) {
			long value = (number != null) ? ((Number) number.getValue(constants[i])).longValue() : i;
			this.numbers.put(constants[i], value);
			this.constants.putIfAbsent(value, constants[i]);
		}
		this.unknown = unknown;
	}

	/**
	 * The numbers of an enum.
	 * @return the numbers; {@code null} if {@code @JsonValue} is text
	 */
	static @Nullable EnumNumbers of(MapperConfig<?> config, BeanDescription description) {
		AnnotatedMember number = description.findJsonValueAccessor();
		if (number != null) {
			if (!INTEGERS.contains(number.getRawType())) {
				return null;
			}
			number.fixAccess(true);
		}
		Class<?> raw = description.getBeanClass();
		Class<?> type = raw.isEnum() ? raw : raw.getSuperclass(); // a constant with a
																	// body has its own
																	// class
		Enum<?>[] constants = (Enum<?>[]) type.getEnumConstants();
		if (constants == null) {
			return null; // the class Enum itself
		}
		return new EnumNumbers(type, constants, number,
				config.getAnnotationIntrospector().findDefaultEnumValue(description.getClassInfo(), constants));
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
