package io.github.magiconion4j.autoconfigure.endpoint;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The endpoint that lists connections.
 *
 * @param showValues When to show the addresses and principals of clients, and the values
 * of attributes.
 * @param roles Roles of users who may see values with 'when-authorized'. If empty, all
 * authenticated users may.
 */
@ConfigurationProperties("management.endpoint.streaminghubs")
record StreamingHubsEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {

}
