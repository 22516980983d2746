package io.github.magiconion4j.serialization;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.SerializationConfig;
import org.jspecify.annotations.Nullable;

/**
 * Replaces null by C#'s default: for a value, or for the elements of arrays, collections
 * and map values at any depth. The containers themselves may be null, as in C#.
 * Thread-safe.
 */
final class NullElements {

	private final JavaType type;

	private final int depth;

	private final @Nullable Object none;

	private NullElements(JavaType type, @Nullable Object none) {
		this.type = type;
		this.none = none;
		JavaType element = Defaults.element(type);
		int containers = 0;
		for (JavaType each = type; !each.equals(element); each = each.getContentType()) {
			containers++;
		}
		this.depth = containers;
	}

	/**
	 * Creates a replacement for values of a type.
	 * @param place the place of the annotation, for the text of an exception
	 * @throws IllegalArgumentException if the type has no default
	 */
	static NullElements of(SerializationConfig config, JavaType type, String place) {
		Defaults.require(type, place);
		return new NullElements(type, Defaults.value(config, config::introspect, Defaults.element(type)));
	}

	/**
	 * Prepares a value that is to be written. The value itself is not modified.
	 * @throws IllegalArgumentException if an element is null, and the enum has no
	 * constant with the number 0
	 */
	@Nullable Object written(@Nullable Object value) {
		return filled(value, this.depth, true);
	}

	/**
	 * Completes a value that was just read. It is modified, because no other code has a
	 * reference to it.
	 */
	@Nullable Object read(@Nullable Object value) {
		return filled(value, this.depth, false);
	}

	private @Nullable Object filled(@Nullable Object value, int containers, boolean copied) {
		if (containers == 0) {
			return (value != null) ? value : none(copied);
		}
		UnaryOperator<@Nullable Object> each = (element) -> filled(element, containers - 1, copied);
		if (value instanceof Map<?, ?> map) {
			return map(map, each, copied);
		}
		if (value instanceof Collection<?> collection) {
			return collection(collection, each, copied);
		}
		return (value != null) ? array(value, each, copied) : null;
	}

	private @Nullable Object none(boolean needed) {
		if (needed && this.none == null && this.depth > 0) {
			throw new IllegalArgumentException(Defaults.element(this.type).toCanonical()
					+ " has no constant with the value 0, which is written for null");
		}
		return this.none;
	}

	@SuppressWarnings("unchecked") // elements are replaced by others of their type
	private static Object map(Map<?, ?> map, UnaryOperator<@Nullable Object> each, boolean copied) {
		Map<Object, @Nullable Object> filled = copied ? new LinkedHashMap<>(map) : (Map<Object, @Nullable Object>) map;
		filled.replaceAll((key, value) -> each.apply(value));
		return filled;
	}

	@SuppressWarnings("unchecked") // elements are replaced by others of their type
	private static Object collection(Collection<?> elements, UnaryOperator<@Nullable Object> each, boolean copied) {
		if (!copied && elements instanceof List<?> list) {
			((List<@Nullable Object>) list).replaceAll(each);
			return list;
		}
		List<@Nullable Object> filled = new ArrayList<>(elements);
		filled.replaceAll(each);
		if (copied) {
			return (elements instanceof Set<?>) ? new LinkedHashSet<>(filled) : filled;
		}
		elements.clear();
		((Collection<@Nullable Object>) elements).addAll(filled);
		return elements;
	}

	private static Object array(Object array, UnaryOperator<@Nullable Object> each, boolean copied) {
		int length = Array.getLength(array);
		Object filled = copied ? Array.newInstance(array.getClass().getComponentType(), length) : array;
		for (int i = 0; i < length; i++) {
			Array.set(filled, i, each.apply(Array.get(array, i)));
		}
		return filled;
	}

}
