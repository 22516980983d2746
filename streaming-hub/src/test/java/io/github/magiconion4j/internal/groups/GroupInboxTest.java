package io.github.magiconion4j.internal.groups;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.magiconion4j.backplane.BackplaneListener;
import io.github.magiconion4j.backplane.InMemoryBackplane;
import io.github.magiconion4j.internal.threads.UserCode;
import io.github.magiconion4j.internal.timer.HubTimer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The bounded queue of a group.
 */
class GroupInboxTest {

	private static final int TASKS = 100_000;

	private final Fleet fleet = Fleet.of(new InMemoryBackplane().connect(), BackplaneListener.NONE,
			Duration.ofSeconds(1), new HubTimer(System::nanoTime), Runnable::run, Runnable::run,
			new UserCode(System::nanoTime));

	private final GroupInbox inbox = new GroupInbox(this.fleet);

	@Test
	void changesOfTheBackplanesStateAreNotDroppedWithMessages() throws Exception {
		AtomicBoolean stop = new AtomicBoolean();
		AtomicInteger ran = new AtomicInteger();
		Thread flood = new Thread(() -> {
			while (!stop.get()) {
				this.inbox.add(Integer.MAX_VALUE, ran::incrementAndGet);
			}
		});
		flood.start();
		for (int i = 0; i < TASKS; i++) {
			this.inbox.add(0, ran::incrementAndGet);
		}
		stop.set(true);
		flood.join();
		assertThat(ran).hasValue(TASKS);
	}

}
