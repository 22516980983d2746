package io.github.magiconion4j.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;

/**
 * Configures the heartbeat of one hub. The counterpart of C#'s {@code [Heartbeat]}.
 * Attributes that you omit are taken from the global properties; the properties
 * {@code magiconion.streaming-hub.heartbeat.hubs.NAME} override the annotation.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Heartbeat {

	/**
	 * Whether the hub has heartbeats.
	 * @return {@code true} enables them even if heartbeats are disabled globally
	 */
	boolean enabled() default true;

	/**
	 * The time between two heartbeats of a connection, such as {@code 10s} or
	 * {@code ${chat.interval:10s}}; at least 10 ms.
	 * @return a duration as in application properties; empty for the global one
	 */
	String interval() default "";

	/**
	 * The time after a heartbeat is due in which the client must give a sign of life,
	 * such as {@code 5s} or {@code ${chat.timeout:5s}}; at least 10 ms, or {@code 0} to
	 * never disconnect.
	 * @return a duration as in application properties; empty for the global one
	 */
	String timeout() default "";

	/**
	 * The metadata provider of this hub's heartbeats, in place of the global one. If
	 * there is a bean of this type, it is used; otherwise an instance is created, with
	 * its dependencies injected.
	 * @return the type of the provider; the default is the global one
	 */
	Class<? extends HeartbeatMetadataProvider> metadataProvider() default HeartbeatMetadataProvider.class;

}
