package io.github.magiconion4j.serialization;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A case of an interface or abstract class, the counterpart of MessagePack-CSharp's
 * {@code [Union(n, typeof(T))]}. Where the annotated type is the declared one, a value is
 * an array of two on the wire: the number of its case, and itself. Where a case is the
 * declared type, there is no number.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Union.Cases.class)
public @interface Union {

	/**
	 * The number of the case.
	 * @return the number, another one for each case
	 */
	int key();

	/**
	 * The class of the case's values.
	 * @return a class that is a subtype of the annotated one, and the case of no other
	 * number
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
