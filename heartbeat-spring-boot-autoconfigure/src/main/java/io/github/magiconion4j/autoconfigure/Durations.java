package io.github.magiconion4j.autoconfigure;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * Validates configured durations.
 */
final class Durations {

	private Durations() {
	}

	/**
	 * Checks an interval or a timeout of heartbeats.
	 * @param name the name of the property or attribute
	 * @param value its value
	 * @param zeroAllowed whether it is a timeout, where zero means none
	 * @throws HubConfigurationException if it is too short or too long
	 */
	static void check(String name, @Nullable Duration value, boolean zeroAllowed) {
		if (value == null || (zeroAllowed && value.isZero()) || (value.compareTo(HeartbeatSettings.MINIMUM) >= 0
				&& value.compareTo(HeartbeatSettings.MAXIMUM) <= 0)) {
			return;
		}
		boolean tooLong = value.compareTo(HeartbeatSettings.MAXIMUM) > 0;
		throw new HubConfigurationException(
				name + " is " + print(value) + ", but it must be "
						+ (tooLong ? "at most 365d." : zeroAllowed ? "0 or at least 10ms." : "at least 10ms."),
				zeroAllowed
						? "Set it to the time in which a healthy client answers, such as 5s, or to 0 to never "
								+ "disconnect."
						: "Set it to at least 10ms, such as 30s, or remove it to disable heartbeats.");
	}

	/**
	 * Checks that a timeout has a heartbeat that it applies to.
	 * @param prefix the prefix of both properties
	 * @param interval the interval; {@code null} if it is not set
	 * @param timeout the timeout; {@code null} if it is not set
	 * @throws HubConfigurationException if only the timeout is set
	 */
	static void checkHasInterval(String prefix, @Nullable Duration interval, @Nullable Duration timeout) {
		if (interval == null && timeout != null && !timeout.isZero()) {
			throw new HubConfigurationException(
					prefix + ".timeout is set, but without an interval there are no heartbeats.",
					"Set " + prefix + ".interval, for example to 30s, or remove the timeout.");
		}
	}

	/** Formats a duration as in application properties. */
	private static String print(Duration value) {
		for (ChronoUnit unit : List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS)) {
			if (!value.isZero() && value.toNanosPart() == 0
					&& value.toSeconds() % unit.getDuration().toSeconds() == 0) {
				return DurationStyle.SIMPLE.print(value, unit);
			}
		}
		return DurationStyle.SIMPLE.print(value);
	}

}
