package io.github.magiconion4j.serialization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import io.github.magiconion4j.serialization.AnyValues.Everything;
import io.github.magiconion4j.serialization.Contracts.Payload;
import io.github.magiconion4j.serialization.Contracts.Shape;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any bytes are read or rejected, quickly and with little memory, and what was read can
 * be written.
 */
class MutatedBodiesTest {

	/** Per byte: an empty map of one byte becomes an object of several dozens. */
	private static final long MEMORY = 500;

	/** For the exception, and one-time allocations. */
	private static final long MORE_MEMORY = 1 << 20;

	/** CPU time for a megabyte; quadratic algorithms would take hours. */
	private static final Duration SOON = Duration.ofSeconds(10);

	private static final int LARGE = 1 << 20;

	private static final List<Type> TYPES = List.of(Everything.class, Payload.class, Shape.class, Object.class,
			JsonNode.class, new TypeReference<Map<Object, List<Everything>>>() {
			}.getType());

	/**
	 * What a JVM allocates once, when it first reads and writes such values, is not the
	 * memory of a body: classes are loaded, and serializers built.
	 */
	@BeforeContainer
	static void readOnce() throws IOException {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		Bodies.SERIALIZER.value(Everything.class).write(AnyValues.everything().sample(), target);
		for (Type type : TYPES) {
			readOrNull(Bodies.SERIALIZER.value(type), target.toByteArray());
		}
	}

	@Property(edgeCases = EdgeCasesMode.NONE)
	void bytesAtRandom(@ForAll @Size(max = 300) byte[] body) throws IOException {
		for (Type type : TYPES) {
			assertReadOrRejected(type, body);
		}
	}

	/** An array and a map, a megabyte of the same few bytes repeated. */
	@Property(tries = 6, edgeCases = EdgeCasesMode.NONE)
	void largeBodies(@ForAll @Size(min = 1, max = 6) byte[] part) throws IOException {
		for (int kind : new int[] { 0xdd, 0xdf }) {
			ByteBuffer body = ByteBuffer.allocate(LARGE);
			body.put((byte) kind).putInt(LARGE / part.length / ((kind == 0xdf) ? 2 : 1));
			while (body.remaining() >= part.length) {
				body.put(part);
			}
			for (Type type : TYPES) {
				assertReadOrRejected(type, body.array());
			}
		}
	}

	@Property(edgeCases = EdgeCasesMode.NONE)
	void bodiesWithAFewOtherBytes(@ForAll("everything") Everything value, @ForAll Random random) throws IOException {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		Bodies.SERIALIZER.value(Everything.class).write(value, target);
		for (int i = 0; i < 10; i++) {
			byte[] body = target.toByteArray();
			for (int changes = random.nextInt(4); changes >= 0; changes--) {
				body = changed(body, random);
			}
			assertReadOrRejected(Everything.class, body);
			assertReadOrRejected(Object.class, body);
		}
	}

	private static byte[] changed(byte[] body, Random random) {
		int at = random.nextInt(body.length + 1);
		ByteArrayOutputStream changed = new ByteArrayOutputStream();
		changed.write(body, 0, at);
		switch (random.nextInt(4)) {
			case 0 -> changed.write(random.nextInt(256)); // one more
			case 1 -> at = Math.min(body.length, at + random.nextInt(8)); // some less
			case 2 -> { // another one
				changed.write(0xc0 + random.nextInt(0x40));
				at = Math.min(body.length, at + 1);
			}
			default -> at = (random.nextInt(4) == 0) ? body.length : at; // the end
		}
		changed.write(body, at, body.length - at);
		return changed.toByteArray();
	}

	@Provide
	Arbitrary<Everything> everything() {
		return AnyValues.everything();
	}

	private static void assertReadOrRejected(Type type, byte[] body) throws IOException {
		BodyCodec<Object> codec = Bodies.SERIALIZER.value(type);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long start = threads.getCurrentThreadCpuTime();
		long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
		Object read = readOrNull(codec, body);
		assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before)
			.isLessThan(MORE_MEMORY + MEMORY * body.length);
		assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - start)).isLessThan(SOON);
		codec.write(read, new ByteArrayOutputStream());
	}

	private static @Nullable Object readOrNull(BodyCodec<Object> codec, byte[] body) throws IOException {
		try {
			return codec.read(body, 0, body.length);
		}
		catch (UnreadableBodyException ex) {
			return null;
		}
	}

}
