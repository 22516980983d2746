package io.github.magiconion4j.serialization;

import java.util.Objects;
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
