package io.github.magiconion4j.hub;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The service name of a hub contract, as the C# side spells it. Without it, the simple
 * name of the interface is the service name.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ServiceName {

	/**
	 * The service name: the part between the slashes of the path {@code /NAME/Connect}.
	 * @return the name, not blank
	 */
	String value();

}
