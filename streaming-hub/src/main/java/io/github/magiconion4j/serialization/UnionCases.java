package io.github.magiconion4j.serialization;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import org.jspecify.annotations.Nullable;

/**
 * The cases of an interface or abstract class.
 */
final class UnionCases {

	private final JavaType type;

	private final Map<Integer, JavaType> types = new HashMap<>();

	private final Map<Class<?>, Integer> keys = new HashMap<>();

	private UnionCases(JavaType type) {
		this.type = type;
	}

	/**
	 * The cases that a type declares. Annotations are not inherited: a subtype is not a
	 * union.
	 * @return the cases; {@code null} if there are none
	 * @throws IllegalArgumentException if a case is invalid
	 */
	static @Nullable UnionCases of(JavaType type, TypeFactory types) {
		Union[] unions = type.getRawClass().getDeclaredAnnotationsByType(Union.class);
		if (unions.length == 0) {
			return null;
		}
		UnionCases cases = new UnionCases(type);
		for (Union union : unions) {
			cases.add(union, types);
		}
		return cases;
	}

	private void add(Union union, TypeFactory types) {
		Class<?> raw = union.type();
		if (!this.type.getRawClass().isAssignableFrom(raw) || raw == this.type.getRawClass()) {
			throw new IllegalArgumentException(
					"A case of " + this.type.getRawClass().getName() + " must be a subtype: " + raw.getName());
		}
		JavaType other = this.types.put(union.key(), types.constructSpecializedType(this.type, raw));
		if (other != null || this.keys.put(raw, union.key()) != null) {
			throw new IllegalArgumentException("Each case of " + this.type.getRawClass().getName()
					+ " must have a unique key and a unique type: " + union.key() + ", " + raw.getName());
		}
	}

	JavaType type() {
		return this.type;
	}

	Collection<JavaType> types() {
		return this.types.values();
	}

	@Nullable JavaType type(int key) {
		return this.types.get(key);
	}

	@Nullable Integer key(Class<?> type) {
		return this.keys.get(type);
	}

}
