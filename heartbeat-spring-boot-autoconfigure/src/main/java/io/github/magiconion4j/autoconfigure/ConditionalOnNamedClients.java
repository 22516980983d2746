package io.github.magiconion4j.autoconfigure;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Conditional;

/**
 * Matches if properties configure a client by name: the properties of this library, or
 * those of the gRPC stack's own clients.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ ElementType.TYPE, ElementType.METHOD })
@Conditional(OnNamedClients.class)
public @interface ConditionalOnNamedClients {

}
