package io.github.magiconion4j.serialization;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The positions of properties in the array of an object with keys.
 */
final class KeyedProperties {

	private KeyedProperties() {
	}

	/**
	 * The names of properties by key.
	 * @return the names, with {@code null} for each unused key; {@code null} if the
	 * object has no keys. An object without properties has an empty array.
	 * @throws IllegalArgumentException if a key is invalid or missing
	 */
	static @Nullable String @Nullable [] names(BeanDescription description) {
		checkParameters(description.getClassInfo());
		SortedMap<Integer, String> byKey = new TreeMap<>();
		String without = null;
		for (BeanPropertyDefinition property : description.findProperties()) {
			Key key = key(property);
			if (key != null) {
				add(description, byKey, key.value(), property.getName());
			}
			else if (isStored(description, property)) {
				without = property.getName();
			}
		}
		checkHidden(description.getBeanClass(), byKey.keySet());
		if (byKey.isEmpty()) {
			boolean empty = description.findProperties().isEmpty()
					&& !description.getClassInfo().fields().iterator().hasNext();
			return empty ? new @Nullable String[0] : null;
		}
		if (without != null) {
			throw new IllegalArgumentException("The property " + without + " of " + description.getBeanClass().getName()
					+ " has no @Key, but others have: give it one, or @JsonIgnore");
		}
		@Nullable String[] names = new @Nullable String[byKey.lastKey() + 1];
		byKey.forEach((key, name) -> names[key] = name);
		return names;
	}

	/** Jackson would ignore a parameter without a name, together with its key. */
	private static void checkParameters(AnnotatedClass type) {
		Stream.concat(type.getConstructors().stream(), type.getFactoryMethods().stream()).forEach((maker) -> {
			for (int i = 0; i < maker.getParameterCount(); i++) {
				AnnotatedParameter parameter = maker.getParameter(i);
				if (parameter.hasAnnotation(Key.class) && !parameter.hasAnnotation(JsonProperty.class)
						&& KeyIntrospector.name(parameter) == null && !type.getRawType().isRecord()) {
					throw new IllegalArgumentException("Parameter " + (i + 1) + " of " + maker.getAnnotated()
							+ " has a @Key, but no name: compile with -parameters, or give it a name with @JsonProperty");
				}
			}
		});
	}

	/** Jackson ignores a field if a subclass has one of the same name. */
	private static void checkHidden(Class<?> type, Set<Integer> keys) {
		Map<String, Field> seen = new HashMap<>();
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			for (Field field : current.getDeclaredFields()) {
				if (Modifier.isStatic(field.getModifiers())) {
					continue;
				}
				Field hiding = seen.putIfAbsent(field.getName(), field);
				Key key = field.getAnnotation(Key.class);
				if (hiding != null && key != null && !keys.contains(key.value())) {
					throw new IllegalArgumentException("The field " + text(field) + ", which has @Key(" + key.value()
							+ "), is hidden by the field " + text(hiding) + ": rename one");
				}
			}
		}
	}

	private static String text(Field field) {
		return field.getDeclaringClass().getName() + "." + field.getName();
	}

	private static void add(BeanDescription description, SortedMap<Integer, String> byKey, int key, String name) {
		String type = description.getBeanClass().getName();
		if (key < 0) {
			throw new IllegalArgumentException("The @Key of the property " + name + " of " + type + " is negative");
		}
		String other = byKey.put(key, name);
		if (other != null) {
			throw new IllegalArgumentException(
					"The properties " + other + " and " + name + " of " + type + " have the same @Key: " + key);
		}
	}

	private static @Nullable Key key(BeanPropertyDefinition property) {
		return Stream
			.of(property.getField(), property.getGetter(), property.getSetter(), property.getConstructorParameter())
			.filter(Objects::nonNull)
			.map((AnnotatedMember member) -> member.getAnnotation(Key.class))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
	}

	/** Whether the property is more than a getter of a computed value. */
	private static boolean isStored(BeanDescription description, BeanPropertyDefinition property) {
		for (AnnotatedField field : description.getClassInfo().fields()) {
			if (field.getName().equals(property.getInternalName())) {
				return !field.hasAnnotation(JsonIgnore.class);
			}
		}
		return property.hasSetter() || property.hasConstructorParameter();
	}

}
