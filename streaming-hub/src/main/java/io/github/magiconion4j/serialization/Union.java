package io.github.magiconion4j.serialization;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a case of an interface or abstract class. The counterpart of
 * MessagePack-CSharp's {@code [Union(n, typeof(T))]}. If the declared type is the
 * annotated type, a value on the wire is an array of the case's number and the value. If
 * the declared type is the type of a case, there is no number. A value with an unknown
 * number is read as null, as in C#.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Union.Cases.class)
public @interface Union {

	/**
	 * The number of the case.
	 * @return the number, unique in the annotated type
	 */
	int key();

	/**
	 * The class of the case.
	 * @return a subtype of the annotated type, unique in the annotated type
	 */
	Class<?> type();

	/**
	 * Several cases.
	 */
	@Documented
	@Target(ElementType.TYPE)
	@Retention(RetentionPolicy.RUNTIME)
	@interface Cases {

		/**
		 * The cases.
		 * @return one or more
		 */
		Union[] value();

	}

}
