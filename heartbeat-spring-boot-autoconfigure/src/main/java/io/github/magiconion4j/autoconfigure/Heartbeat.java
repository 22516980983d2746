package io.github.magiconion4j.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;

/**
 * The heartbeat of one hub, the counterpart of C#'s {@code [Heartbeat]}. What it does not
 * say is as in the global properties; the properties
 * {@code magiconion.streaming-hub.heartbeat.hubs.NAME} of the hub beat it.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Heartbeat {

	/**
	 * Whether the hub has heartbeats.
	 * @return {@code true} also if heartbeats are globally off
	 */
	boolean enabled() default true;

	/**
	 * The time from one heartbeat of a connection to the next, such as {@code 10s} or
	 * {@code ${chat.interval:10s}}; at least 10 ms.
	 * @return a duration as in application properties; empty for the global one
	 */
	String interval() default "";

	/**
	 * How long after a heartbeat was due a sign of life of the client may come, such as
	 * {@code 5s} or {@code ${chat.timeout:5s}}; at least 10 ms, or {@code 0} to never
	 * disconnect.
	 * @return a duration as in application properties; empty for the global one
	 */
	String timeout() default "";

	/**
	 * What gives the metadata of this hub's heartbeats, in place of the global provider.
	 * If there is a bean of this type, it is used, else one is made, with its
	 * dependencies injected.
	 * @return the type of the provider; the default is the global one
	 */
	Class<? extends HeartbeatMetadataProvider> metadataProvider() default HeartbeatMetadataProvider.class;

}
