package io.github.magiconion4j.serialization;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Where Java has {@code null}, C# has the default of a value type: of {@code DateTime},
 * {@code Guid}, {@code decimal}, an enum and so on, which cannot be nil. A property with
 * this annotation writes that default instead of nil, and has it where nil is read, or
 * where a record's array (or map) left it out.
 * <p>
 * On a class or record it holds for all its properties of such types; those that are
 * boxed ({@code Integer}, which is {@code int?}) need it themselves.
 */
@Documented
@Target({ ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER,
		ElementType.RECORD_COMPONENT })
@Retention(RetentionPolicy.RUNTIME)
public @interface CSharpDefault {

}
