package io.github.magiconion4j.serialization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.ThreadMXBean;
import io.github.magiconion4j.serialization.Contracts.Payload;
import io.github.magiconion4j.serialization.Contracts.Shape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.serialization.Bodies.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bodies with false lengths, or with endless nesting: nothing is allocated for them, and
 * the stack suffices.
 */
class HostileBodiesTest {

	/** Most of it is an exception with its stack trace. */
	private static final long LITTLE = 256 * 1024;

	private static final int BOMB = 100_000;

	/** The default stack size of threads. */
	private static final int STACK = 1024 * 1024;

	private static final Type LIST_OF_LISTS = new TypeReference<List<Tree>>() {
	}.getType();

	private static final List<Type> TYPES = List.of(Object.class, String.class, byte[].class, int[].class,
			Object[].class, String[].class, Bodies.LIST_OF_INT, LIST_OF_LISTS, Payload.class, Shape.class, Tree.class,
			JsonNode.class, new TypeReference<Map<Object, Object>>() {
			}.getType(), new TypeReference<Optional<Map<String, byte[]>>>() {
			}.getType());

	@ParameterizedTest
	@ValueSource(strings = { "dc ff ff", "dd ff ff ff ff", "dd 7f ff ff ff 01 02", "de ff ff", "df ff ff ff ff",
			"df 7f ff ff ff 01 02", "c4 ff", "c5 ff ff", "c6 ff ff ff ff", "c6 7f ff ff ff 01", "c7 ff 01",
			"c9 ff ff ff ff ff", "c9 7f ff ff ff ff 00", "d9 ff", "da ff ff", "db ff ff ff ff", "db 7f ff ff ff 61",
			"91 dd ff ff ff ff", "91 91 91 c6 7f ff ff ff", "81 a1 61 df ff ff ff ff", "81 df ff ff ff ff",
			"9d c0 c0 c0 c0 c0 c6 7f ff ff ff", "92 00 dd ff ff ff ff",
			"9e 01 02 03 c3 c0 c0 c0 c0 00 c0 c0 c0 c0 dd ff ff ff ff" })
	void lengths(String body) {
		for (Type type : TYPES) {
			assertRejectedCheaply(Bodies.SERIALIZER.value(type), bytes(body));
			assertRejectedCheaply(Bodies.SERIALIZER.arguments(List.of(int.class, type)), bytes("92 01" + body));
		}
	}

	@Test
	void lengthsAtEveryLevel() {
		for (String level : List.of("dd ff ff ff ff", "df ff ff ff ff", "dc ff ff", "de ff ff")) {
			for (Type type : TYPES) {
				assertRejectedCheaply(Bodies.SERIALIZER.value(type), nested(level, BOMB, ""));
			}
		}
	}

	@Test
	void depth() throws Exception {
		onAUsualStack(() -> {
			for (String level : List.of("91", "81 01", "81", "81 a1 61", "92 00", "92 c0", "92 01",
					"9d" + "c0".repeat(12), "dd 00 00 00 01")) {
				for (Type type : TYPES) {
					readOrReject(Bodies.SERIALIZER.value(type), nested(level, BOMB, "c0"));
				}
			}
		});
	}

	@Test
	void asDeepAsCSharpGoes() throws Exception {
		onAUsualStack(() -> {
			assertThat(Bodies.SERIALIZER.value(Object.class).read(nested("91", 500, "c0"), 0, 501)).isNotNull();
			assertThat(Bodies.SERIALIZER.value(Object.class).read(nested("81 01", 500, "c0"), 0, 1001)).isNotNull();
			assertThat(Bodies.SERIALIZER.value(Object.class).read(nested("81", 500, "05" + "c0".repeat(500)), 0, 1001))
				.isNotNull();
			assertThat(Bodies.SERIALIZER.value(Tree.class).read(nested("91 91", 250, "c0"), 0, 501)).isNotNull();
			assertRejected(Bodies.SERIALIZER.value(Object.class), nested("91", 501, "c0"));
		});
	}

	@Test
	void skippedValuesHaveTheSameDepthLimit() throws IOException {
		assertThat(Bodies.read(Tree.class, "92 c0" + "91".repeat(499) + "c0")).isEqualTo(new Tree(null));
		assertThat(Bodies.read(Tree.class, "93 c0 81 93 81 91 05 c0 ca 00 00 00 00 a1 61 c0 c0"))
			.isEqualTo(new Tree(null));
		assertRejected(Bodies.SERIALIZER.value(Tree.class), bytes("92 c0" + "91".repeat(500) + "c0"));
	}

	@Test
	void aValueThatContainsItself() throws Exception {
		List<Object> list = new ArrayList<>();
		list.add(list);
		onAUsualStack(
				() -> assertThatExceptionOfType(IOException.class).isThrownBy(() -> Bodies.written(Object.class, list))
					.withMessageContaining("nested deeper than 500"));
	}

	@Test
	void nothingIsWrittenOfAFailedValue() {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		BodyCodec<Object[]> codec = Bodies.SERIALIZER.arguments(List.of(int.class, Object.class));
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> codec.write(new Object[] { 1, List.of(2, new Object()) }, target));
		assertThat(target.size()).isZero();
	}

	private static byte[] nested(String level, int depth, String innermost) {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		byte[] each = bytes(level);
		for (int i = 0; i < depth; i++) {
			body.writeBytes(each);
		}
		body.writeBytes(bytes(innermost));
		return body.toByteArray();
	}

	private static void assertRejectedCheaply(BodyCodec<?> codec, byte[] body) {
		assertRejected(codec, body); // one-time allocations of the JVM
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long thread = Thread.currentThread().getId();
		long before = threads.getThreadAllocatedBytes(thread);
		assertRejected(codec, body);
		assertThat(threads.getThreadAllocatedBytes(thread) - before).isBetween(1L, LITTLE);
	}

	private static void assertRejected(BodyCodec<?> codec, byte[] body) {
		assertThat(readOrReject(codec, body)).isInstanceOf(UnreadableBodyException.class);
	}

	/** What is nested deeper than the type is skipped. */
	private static @Nullable Object readOrReject(BodyCodec<?> codec, byte[] body) {
		try {
			return codec.read(body, 0, body.length);
		}
		catch (UnreadableBodyException ex) {
			return ex;
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private static void onAUsualStack(Task task) throws Exception {
		CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
		new Thread(null, () -> {
			try {
				task.run();
				done.complete(null);
			}
			catch (Throwable ex) {
				done.completeExceptionally(ex);
			}
		}, "usual stack", STACK).start();
		done.get();
	}

	private interface Task {

		void run() throws Exception;

	}

	private record Tree(@Key(0) @Nullable List<Tree> children) {
	}

}
