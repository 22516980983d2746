package io.github.magiconion4j.internal;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public member of a public class that is not part of the API. It uses types of
 * internal packages, and exists for other modules of this project, such as the
 * auto-configuration. It may change in any version.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ ElementType.CONSTRUCTOR, ElementType.METHOD })
public @interface Internal {

}
