package io.github.magiconion4j.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.magiconion4j.client.HubNotConnectedException;
import io.github.magiconion4j.client.ReconnectingHubClient;

import org.springframework.beans.factory.annotation.Autowired;

/**
 * Injects a client of a hub that {@code magiconion.streaming-hub.client.hubs.<name>}
 * describes: into a field, or for a parameter of a constructor, a {@code @Bean} method or
 * an {@code @Autowired} method. The injection point is a {@link ReconnectingHubClient} of
 * the hub interface, or the hub interface itself.
 * <p>
 * The receiver is the bean whose type is the hub's receiver interface. The client may be
 * injected into the receiver. If the receiver implements {@link OnConnected}, it is
 * called on each new connection. All injection points with the same name, hub interface
 * and receiver get the same client.
 * <p>
 * The client starts to connect after all singletons of the application have been created.
 * An earlier call has no connection: it fails with {@link HubNotConnectedException}, or
 * waits if {@code reconnect.call-wait} is set.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Documented
@Autowired
public @interface StreamingHubClient {

	/**
	 * The name of the client.
	 * @return the name of the client in properties
	 */
	String value();

	/**
	 * The name of the receiver bean, if several beans have the type.
	 * @return the name; empty for the only bean, or the primary one
	 */
	String receiver() default "";

}
