package io.github.magiconion4j.serialization;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where a property stands in the array that its object is on the wire, the counterpart of
 * MessagePack-CSharp's {@code [Key(n)]}: on the component of a record, or on a field, a
 * getter, a setter or the parameter of a constructor. A tuple has the keys 0, 1, 2 and so
 * on.
 * <p>
 * The array has one element more than the highest key; those without a property are nil.
 * Either each property has a key or none has, in which case the object is a map of names;
 * what an object with keys does not carry has Jackson's {@code @JsonIgnore}, or is a
 * getter of what is not stored.
 */
@Documented
@Target({ ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
public @interface Key {

	/**
	 * The index in the array.
	 * @return the index, from 0; each of an object, its superclasses included, is another
	 */
	int value();

}
