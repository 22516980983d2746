package io.github.magiconion4j.serialization;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * A type whose values are written and read as values of another type.
 *
 * @param <T> the type
 * @param <W> the type on the wire
 * @param none the value for nil
 */
record Conversion<T, W>(JavaType wireType, Function<T, @Nullable W> toWire, Function<W, T> fromWire, @Nullable T none) {

	static @Nullable Conversion<?, ?> find(JavaType type, TypeFactory types) {
		Class<?> raw = type.getRawClass();
		if (raw == OffsetDateTime.class) {
			JavaType parts = types.constructParametricType(Pair.class, LocalDateTime.class, Short.class);
			return new Conversion<>(parts, Times::parts, Times::offsetDateTime, null);
		}
		if (Map.Entry.class.isAssignableFrom(raw)) {
			JavaType entry = type.findSuperType(Map.Entry.class);
			JavaType pair = types.constructParametricType(Pair.class, entry.containedTypeOrUnknown(0),
					entry.containedTypeOrUnknown(1));
			return new Conversion<Map.Entry<?, ?>, Pair<?, ?>>(pair,
					(value) -> new Pair<>(value.getKey(), value.getValue()),
					(value) -> new SimpleImmutableEntry<>(value.first(), value.second()), null);
		}
		if (raw == Optional.class) {
			return new Conversion<Optional<?>, Object>(type.containedTypeOrUnknown(0), (value) -> value.orElse(null),
					Optional::of, Optional.empty());
		}
		if (raw == char[].class) {
			return new Conversion<char[], int[]>(types.constructType(int[].class), Numbers::toInts, Numbers::toChars,
					null);
		}
		return null;
	}

}
