package io.github.magiconion4j.autoconfigure.metrics;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The meters that one application context has registered, to be removed when it closes,
 * because the registry may outlive the context. If several contexts have the same meter,
 * the last one removes it. Thread-safe.
 */
final class OwnMeters implements AutoCloseable {

	/**
	 * The number of contexts that have a meter. By identity, because equal meters may
	 * belong to different registries.
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

	/** Records that this context has a meter of the registry. */
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
