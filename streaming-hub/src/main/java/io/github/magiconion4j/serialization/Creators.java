package io.github.magiconion4j.serialization;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import org.jspecify.annotations.Nullable;

/**
 * Checks that Jackson can create what it reads. Jackson would also accept a class with a
 * constructor of a single number or text, although its objects are written with their
 * properties.
 */
final class Creators {

	private Creators() {
	}

	/**
	 * Checks the class of an object.
	 * @param keyed whether the object has keys
	 * @throws IllegalArgumentException if objects cannot be created
	 */
	static void checkObject(DeserializationConfig config, BeanDescription description, ValueInstantiator instantiator,
			boolean keyed) {
		if (!isGeneral(instantiator)
				&& !(keyed ? instantiator.canCreateUsingDelegate() : isDeclared(config, description, instantiator))) {
			throw new IllegalArgumentException(description.getBeanClass().getName()
					+ " cannot be created: add a constructor without parameters, or one with all properties and"
					+ " compile with -parameters");
		}
	}

	/**
	 * Checks the class of a collection.
	 * @param instantiator creates the collections; {@code null} if it is unknown how they
	 * are created
	 * @throws IllegalArgumentException if collections cannot be created
	 */
	static void checkCollection(DeserializationConfig config, BeanDescription description,
			@Nullable ValueInstantiator instantiator) {
		if (instantiator != null && !isGeneral(instantiator) && !isDeclared(config, description, instantiator)
				&& description.getBeanClass() != ArrayBlockingQueue.class) { // created by
																				// Jackson
			throw new IllegalArgumentException(description.getBeanClass().getName()
					+ " cannot be created: use List or Set, or a class with a constructor without parameters");
		}
	}

	/** Whether there is a constructor for any properties or elements. */
	private static boolean isGeneral(ValueInstantiator instantiator) {
		return instantiator.canCreateUsingDefault() || instantiator.canCreateFromObjectWith();
	}

	/** Whether the class says what it is written as, or created from. */
	private static boolean isDeclared(DeserializationConfig config, BeanDescription description,
			ValueInstantiator instantiator) {
		if (!instantiator.canInstantiate()) {
			return false;
		}
		AnnotatedClass type = description.getClassInfo();
		AnnotationIntrospector introspector = config.getAnnotationIntrospector();
		return description.findJsonValueAccessor() != null
				|| Stream.concat(type.getConstructors().stream(), type.getFactoryMethods().stream())
					.map((creator) -> introspector.findCreatorAnnotation(config, creator))
					.anyMatch((mode) -> mode != null && mode != JsonCreator.Mode.DISABLED);
	}

}
