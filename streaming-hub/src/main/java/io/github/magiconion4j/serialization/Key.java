package io.github.magiconion4j.serialization;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the index of a property in the array that represents its object on the wire. The
 * counterpart of MessagePack-CSharp's {@code [Key(n)]}. Put it on a record component, a
 * field, a getter, a setter or a constructor parameter. A tuple has the keys 0, 1, 2 and
 * so on.
 * <p>
 * The array is one element longer than the highest key; elements without a property are
 * nil. Either all properties of a class have a key, or none has, and then the object is a
 * map of names. To exclude a property from an object with keys, use Jackson's
 * {@code @JsonIgnore}. Getters without a field, setter or constructor parameter are
 * excluded automatically. An element always has its property's value, so
 * {@code @JsonInclude} has no effect.
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
public @interface Key {

	/**
	 * The index in the array.
	 * @return the index, from 0; unique in the object, including its superclasses
	 */
	int value();

}
