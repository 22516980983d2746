package io.github.magiconion4j.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;
import io.github.magiconion4j.hub.SameUserPolicy;

/**
 * Marks a hub class to be served: it extends
 * {@link io.github.magiconion4j.hub.StreamingHubBase} and implements one hub interface.
 * The class becomes a prototype bean: each connection gets an instance of its own, with
 * its dependencies injected. A {@code @Bean} method that returns such a class needs
 * {@code @Scope("prototype")}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public @interface StreamingHubService {

	/**
	 * The name of the bean.
	 * @return the name, by default that of the class
	 */
	@AliasFor(annotation = Component.class)
	String value() default "";

	/**
	 * What happens when a user connects again. The property
	 * {@code magiconion.streaming-hub.server.hubs.NAME.same-user} overrides it.
	 * @return the policy; by default, both connections stay open
	 */
	SameUserPolicy sameUser() default SameUserPolicy.ALLOW;

}
