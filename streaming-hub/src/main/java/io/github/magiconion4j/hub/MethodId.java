package io.github.magiconion4j.hub;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Sets the id of a method of a hub or receiver interface on the wire. The counterpart of
 * C#'s {@code [MethodId]}. Without it, the id is the FNV-1a hash of the method's C# name.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface MethodId {

	/**
	 * The id, the same on both sides.
	 * @return any number, unique in its interface
	 */
	int value();

}
