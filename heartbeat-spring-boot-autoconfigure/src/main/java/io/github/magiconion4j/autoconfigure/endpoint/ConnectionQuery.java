package io.github.magiconion4j.autoconfigure.endpoint;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;

/**
 * The parameters of a listing.
 *
 * @param hub the service name of the hub; {@code null} for all hubs
 * @param state the state of the connections
 * @param sort the sort key, highest first
 * @param limit the size of the page
 * @param offset the number of skipped connections
 */
record ConnectionQuery(@Nullable String hub, State state, Sort sort, int limit, int offset) {

	static final int MAX_LIMIT = 1000;

	private static final int DEFAULT_LIMIT = 100;

	/**
	 * Parses parameters.
	 * @param hubs the existing hubs
	 * @throws InvalidEndpointRequestException with a text that says what is wrong
	 */
	static ConnectionQuery parse(Collection<String> hubs, @Nullable String hub, @Nullable String state,
			@Nullable String sort, @Nullable String limit, @Nullable String offset) {
		return new ConnectionQuery((hub != null) ? hub(hubs, hub) : null, constant("state", state, State.OPEN),
				constant("sort", sort, Sort.LATENCY), number("limit", limit, 1, MAX_LIMIT, DEFAULT_LIMIT),
				number("offset", offset, 0, Integer.MAX_VALUE - MAX_LIMIT, 0));
	}

	static String hub(Collection<String> hubs, @Nullable String hub) {
		if (hub == null || !hubs.contains(hub)) {
			throw invalid(
					"hub is " + hub + ", but the hubs are: " + String.join(", ", hubs.stream().sorted().toList()));
		}
		return hub;
	}

	/** One of the constants of an enum, in lower case. */
	static <E extends Enum<E>> E constant(String name, @Nullable String value, E byDefault) {
		if (value == null) {
			return byDefault;
		}
		List<E> constants = Arrays.asList(byDefault.getDeclaringClass().getEnumConstants());
		return constants.stream()
			.filter((constant) -> lowerCase(constant).equals(value))
			.findAny()
			.orElseThrow(() -> invalid(name + " is " + value + ", but it must be one of: "
					+ String.join(", ", constants.stream().map(ConnectionQuery::lowerCase).toList())));
	}

	private static String lowerCase(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT);
	}

	private static int number(String name, @Nullable String value, int minimum, int maximum, int byDefault) {
		if (value == null) {
			return byDefault;
		}
		try {
			int number = Integer.parseInt(value);
			if (number >= minimum && number <= maximum) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// reported below
		}
		throw invalid(name + " is " + value + ", but it must be a number from " + minimum + " to " + maximum);
	}

	static InvalidEndpointRequestException invalid(String text) {
		return new InvalidEndpointRequestException(text, text);
	}

	/**
	 * States of connections.
	 */
	enum State {

		OPEN, CLOSED, ALL

	}

	/**
	 * What to sort by.
	 */
	enum Sort {

		LATENCY, IDLE, AGE, MISSED;

		long key(WatchedConnection connection) {
			return switch (this) {
				case LATENCY -> connection.latencyNanos();
				case IDLE -> connection.idleNanos();
				case AGE -> connection.ageNanos();
				case MISSED -> connection.outstanding();
			};
		}

	}

}
