package io.github.magiconion4j.autoconfigure.metrics;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The meters that one application context has in a registry, to be removed with it: the
 * registry may outlive it. It may have meters of other contexts, too; where two have the
 * same meter, the last one removes it. Thread-safe.
 */
final class OwnMeters implements AutoCloseable {

	/**
	 * How many contexts have a meter. By identity: equal ones may be of other registries.
	 */
	private static final Map<Meter, Integer> USERS = Collections.synchronizedMap(new IdentityHashMap<>());

	private final MeterRegistry registry;

	private final Set<Meter> meters = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

	OwnMeters(MeterRegistry registry) {
		this.registry = registry;
	}

	MeterRegistry registry() {
		return this.registry;
	}

	/** A meter of the registry belongs to this context, too. */
	<M extends Meter> M add(M meter) {
		if (this.meters.add(meter)) {
			USERS.merge(meter, 1, Integer::sum);
		}
		return meter;
	}

	void remove(Meter meter) {
		if (this.meters.remove(meter) && USERS.merge(meter, -1, OwnMeters::sumOrNone) == null) {
			this.registry.remove(meter);
		}
	}

	private static @Nullable Integer sumOrNone(Integer users, Integer change) {
		return (users + change > 0) ? users + change : null;
	}

	@Override
	public void close() {
		for (Meter meter : this.meters.toArray(Meter[]::new)) {
			remove(meter);
		}
	}

}
