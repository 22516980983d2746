package io.github.magiconion4j.hub;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method of a hub or receiver interface that is no part of the contract, the
 * counterpart of C#'s {@code [Ignore]}: it has no id on the wire. Static and default
 * methods need none.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Ignore {

}
