package io.github.magiconion4j.hub;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Excludes a method of a hub or receiver interface from the contract: it has no id on the
 * wire. The counterpart of C#'s {@code [Ignore]}. Static and default methods are excluded
 * without it.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Ignore {

}
