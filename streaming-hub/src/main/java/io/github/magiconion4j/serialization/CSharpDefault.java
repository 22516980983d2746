package io.github.magiconion4j.serialization;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Uses the default of a C# value type in place of {@code null}. In C#, {@code DateTime},
 * {@code Guid}, {@code decimal}, enums and other value types cannot be nil. Put this
 * annotation on a property, on a parameter of a hub or receiver method, or on the method
 * for its result. Then {@code null} is written as the default, and nil, or an element
 * that the array or map leaves out, is read as the default. In a class with fields or
 * setters, a left-out field keeps the value that the constructor assigned.
 * <p>
 * On an array, a collection or a map, it applies to the elements (or the map's values) at
 * any depth; the container itself may be nil, as in C#. On a class or record, it applies
 * to all properties of such types, except for boxed primitives ({@code Integer} is
 * {@code int?}) and containers of them, which need their own annotation.
 */
@Documented
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER,
		ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
public @interface CSharpDefault {

}
