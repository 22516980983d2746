package io.github.magiconion4j.serialization;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where Java has {@code null}, C# has the default of a value type: of {@code DateTime},
 * {@code Guid}, {@code decimal}, an enum and so on, which cannot be nil. What has this
 * annotation is written as that default instead of nil, and is that default where nil is
 * read, or where an array (or map) left it out: a property, a parameter of a hub's or
 * receiver's method, or, on the method, its result. A class with fields or setters keeps
 * what its constructor gave to fields that are left out.
 * <p>
 * On an array, a collection or a map (its values) it holds for what is in it, however
 * deep; the array itself may be nil, as in C#. On a class or record it holds for all its
 * properties of such types; those that are boxed ({@code Integer}, which is
 * {@code int?}), or have boxed elements, need it themselves.
 */
@Documented
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER,
		ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
public @interface CSharpDefault {

}
