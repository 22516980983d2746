package io.github.magiconion4j.internal.heartbeat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

import io.github.magiconion4j.internal.spi.HubConnection;
import io.github.magiconion4j.internal.timer.TimerEntry;
import io.github.magiconion4j.testing.FakeConnection;
import io.github.magiconion4j.testing.FakeTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.openjdk.jol.datamodel.Model64;
import org.openjdk.jol.info.ClassLayout;
import org.openjdk.jol.layouters.HotSpotLayouter;
import org.openjdk.jol.layouters.Layouter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The memory of the engine per connection, with the sizes of a 64-bit HotSpot of JDK 17
 * with compressed references, as in heaps below 32 GB, on any JVM.
 */
class HeartbeatMemoryTest {

	private static final Layouter LAYOUTER = new HotSpotLayouter(new Model64(true, true), 17);

	/**
	 * The memory of an entry in the arrays of the timer's wheel: a reference, a time, two
	 * links and a place in the list of due entries; half as much again after the arrays
	 * have grown.
	 */
	private static final int WHEEL = (4 + 8 + 4 + 4 + 4) * 3 / 2;

	private final FakeTime time = new FakeTime();

	@Test
	void aConnectionTakesAtMost208Bytes() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 100, 800));
		assertThat(size(connection.heartbeat())).isBetween(100L, 208L);
		for (int i = 0; i < 20; i++) {
			this.time.advanceMillis(100);
			connection.acknowledge(i);
		}
		assertThat(size(connection.heartbeat())).isLessThanOrEqualTo(208);
	}

	@Test
	void eightUnansweredHeartbeatsTakeNoMore() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 100, 800));
		this.time.advanceMillis(800);
		assertThat(connection.sent()).hasSize(8);
		assertThat(size(connection.heartbeat())).isLessThanOrEqualTo(256);
	}

	@Test
	void whatIsRememberedIsCounted() {
		FakeConnection connection = FakeConnection.started(Engines.heartbeats(this.time, 100, 0));
		long before = size(connection.heartbeat());
		this.time.advanceMillis(6400);
		assertThat(size(connection.heartbeat()) - before).isEqualTo((64 - 2) * 8);
	}

	/**
	 * The objects that only the session references: neither its hub with shared metadata
	 * and slots nor its connection.
	 */
	private static long size(Object session) {
		Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Object> open = new ArrayDeque<>(List.of(session));
		long sum = WHEEL;
		while (!open.isEmpty()) {
			Object object = open.pop();
			sum += ClassLayout.parseInstance(object, LAYOUTER).instanceSize();
			for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
				for (Field field : type.getDeclaredFields()) {
					Object value = reference(field, object);
					if (value != null && seen.add(value)) {
						open.push(value);
					}
				}
			}
		}
		return sum;
	}

	private static @Nullable Object reference(Field field, Object object) {
		Class<?> type = field.getType();
		if (type.isPrimitive() || type.isEnum() || Modifier.isStatic(field.getModifiers())
				|| type == HubHeartbeats.class || type == HubConnection.class || type == TimerEntry.class
				|| type == MetadataCache.class || type == SharedSlots.Slot.class) {
			return null;
		}
		field.setAccessible(true);
		try {
			return field.get(object);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
