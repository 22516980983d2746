package io.github.magiconion4j.hub;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A call of a hub method, as a {@link HubFilter} sees it.
 *
 * @param connection the connection of the caller
 * @param method the method of the hub's interface
 * @param name its name on the wire, such as {@code JoinAsync}
 * @param arguments its arguments; the last parameter of a suspend function of Kotlin has
 * none
 * @param fireAndForget whether the client expects no answer
 */
public record HubCall(HubContext connection, Method method, String name, List<@Nullable Object> arguments,
		boolean fireAndForget) {

}
