package io.github.magiconion4j.serialization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Bodies that MessagePack-CSharp compresses with LZ4.
 */
class CompressionTest {

	private static final String TEXT = "x".repeat(100);

	@ParameterizedTest
	@EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
	void bothFormsAreRead(Compression form) throws IOException {
		Bodies.BothWays both = with(form);
		BodyCodec<Object> codec = both.value(String.class);
		assertThat(Bodies.read(codec, "c7 12 63 d2 00 00 00 66 3f d9 64 78 01 00 4b 50 78 78 78 78 78"))
			.isEqualTo(TEXT);
		assertThat(Bodies.read(codec, "92 d4 62 66 c4 0d 3f d9 64 78 01 00 4b 50 78 78 78 78 78")).isEqualTo(TEXT);
		assertThat(Bodies.read(codec, "a1 78")).isEqualTo("x");
		// two blocks: a literal each
		assertThat(Bodies.read(codec, "93 d5 62 02 02 c4 03 20 a3 61 c4 03 20 62 63")).isEqualTo("abc");
	}

	@Test
	void theConfiguredFormIsWritten() throws IOException {
		String block = Bodies.written(with(Compression.LZ4_BLOCK).value(String.class), TEXT);
		assertThat(block).startsWith("c7 ").contains(" 63 d2 00 00 00 66 ");
		String array = Bodies.written(with(Compression.LZ4_BLOCK_ARRAY).value(String.class), TEXT);
		assertThat(array).startsWith("92 d4 62 66 c4 ");
		for (Compression form : List.of(Compression.LZ4_BLOCK, Compression.LZ4_BLOCK_ARRAY)) {
			BodyCodec<Object> codec = with(form).value(String.class);
			assertThat(Bodies.read(codec, block)).isEqualTo(TEXT);
			assertThat(Bodies.read(codec, array)).isEqualTo(TEXT);
			for (int length : new int[] { 0, 61, 62, 63, 300, 100_000 }) {
				String text = "ab\u1234".repeat(length / 3);
				assertThat(Bodies.read(codec, Bodies.written(codec, text))).isEqualTo(text);
			}
			BodyCodec<Object[]> two = with(form).arguments(List.of(String.class, int.class));
			assertThat(Bodies.read(two, Bodies.written(two, new Object[] { TEXT, 5 }))).containsExactly(TEXT, 5);
		}
	}

	@Test
	void smallBodiesAreLeftAsTheyAre() throws IOException {
		BodyCodec<Object> codec = with(Compression.LZ4_BLOCK_ARRAY).value(String.class);
		assertThat(Bodies.written(codec, "x".repeat(61))).startsWith("d9 3d 78"); // 63
																					// bytes
		assertThat(Bodies.written(codec, "x".repeat(62))).startsWith("92 d4 62 40 c4"); // 64
	}

	@Test
	void bombsAreRejectedCheaply() throws IOException {
		BodyCodec<Object> codec = with(Compression.LZ4_BLOCK_ARRAY).value(byte[].class);
		for (String bomb : List.of("c7 06 63 d2 7f ff ff ff 00", "c7 06 63 d2 00 3f ff ff 00",
				"c7 06 63 d2 ff ff ff ff 00", "92 d6 62 ce 7f ff ff ff c4 01 00", "92 c7 05 62 ce 7f ff ff ff c4 01 00",
				"93 c7 0a 62 ce 00 30 00 00 ce 00 30 00 00 c4 01 00 c4 01 00", "dd 7f ff ff ff d4 62 01",
				"dc ff ff d4 62 01")) {
			byte[] body = Bodies.bytes(bomb);
			assertRejected(codec, body);
			ThreadMXBean threads = (ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
			long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
			assertRejected(codec, body);
			assertThat(threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before).as(bomb)
				.isLessThan(256 * 1024);
		}
		ByteArrayOutputStream real = new ByteArrayOutputStream();
		codec.write(new byte[3 << 20], real);
		assertThat((byte[]) codec.read(real.toByteArray(), 0, real.size())).hasSize(3 << 20);
		real.reset();
		codec.write(new byte[5 << 20], real);
		assertThat(real.size()).isLessThan(64 * 1024);
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> codec.read(real.toByteArray(), 0, real.size()))
			.withMessageContaining("4194304 bytes when it is decompressed");
	}

	/**
	 * An array without a first element, or without blocks, and lengths that are wrong.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "dc 00 00 c7 01 62 00", "dd 00 00 00 00 d4 62 00", "91 c7 00 62", "91 d4 62 00",
			"92 c7 00 62 c4 00", "92 d4 62 ff c4 00", "92 d4 62 00 c4 00", "92 d4 62 05 c4 00", "92 d4 62 05 c0",
			"c7 00 63", "c7 01 63 d2", "d4 63 00", "d4 63 05", "d4 63 ff", "c7 05 63 d2 80 00 00 00",
			"c7 05 63 ce ff ff ff ff", "c9 ff ff ff ff 63 00" })
	void falseLengthsAreRejected(String body) {
		for (Compression form : List.of(Compression.LZ4_BLOCK, Compression.LZ4_BLOCK_ARRAY)) {
			assertRejected(with(form).value(String.class), Bodies.bytes(body));
		}
	}

	@Test
	void mutatedBodiesAreReadOrRejected() throws IOException {
		for (Compression form : List.of(Compression.LZ4_BLOCK, Compression.LZ4_BLOCK_ARRAY)) {
			BodyCodec<Object> codec = with(form).value(String.class);
			byte[] body = Bodies.bytes(Bodies.written(codec, "ab".repeat(100) + "c".repeat(300)));
			for (int i = 0; i < body.length; i++) {
				for (int value : new int[] { 0, 1, 0x7f, 0x80, 0xc1, 0xff }) {
					byte[] changed = body.clone();
					changed[i] = (byte) value;
					readOrReject(codec, changed);
					readOrReject(codec, Arrays.copyOf(changed, i));
				}
			}
		}
	}

	@Test
	void withoutThePropertyTheErrorNamesIt() {
		for (Type type : List.of(String.class, Object.class, int[].class, Bodies.LIST_OF_INT)) {
			for (String body : List.of("c7 12 63 d2 00 00 00 66 3f d9 64 78 01 00 4b 50 78 78 78 78 78",
					"92 d4 62 66 c4 0d 3f d9 64 78 01 00 4b 50 78 78 78 78 78")) {
				assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> Bodies.read(type, body))
					.withMessageContaining("LZ4")
					.withMessageContaining("magiconion.streaming-hub.server.compression");
			}
		}
	}

	@Test
	void withoutTheLibraryTheErrorNamesIt() throws Exception {
		ClassLoader without = new WithoutLibrary();
		Class<?> type = without.loadClass(MessagePackHubSerializer.class.getName());
		Class<?> form = without.loadClass(Compression.class.getName());
		Object serializer = type.getConstructor(com.fasterxml.jackson.databind.Module[].class)
			.newInstance((Object) new com.fasterxml.jackson.databind.Module[0]);
		assertThatExceptionOfType(InvocationTargetException.class)
			.isThrownBy(() -> type.getMethod("withCompression", form).invoke(serializer, form.getEnumConstants()[1]))
			.satisfies((failure) -> assertThat(failure.getCause()).isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("at.yawk.lz4:lz4-java"));
	}

	private static Bodies.BothWays with(Compression form) {
		return new Bodies.BothWays(new MessagePackHubSerializer().withCompression(form));
	}

	private static void assertRejected(BodyCodec<Object> codec, byte[] body) {
		assertThatExceptionOfType(UnreadableBodyException.class).as(HexFormat.of().formatHex(body))
			.isThrownBy(() -> codec.read(body, 0, body.length));
	}

	private static void readOrReject(BodyCodec<Object> codec, byte[] body) throws IOException {
		try {
			codec.read(body, 0, body.length);
		}
		catch (UnreadableBodyException ex) {
			assertThat(ex.problem()).isNotEmpty();
		}
	}

	/** An application without the library. */
	private static final class WithoutLibrary extends ClassLoader {

		WithoutLibrary() {
			super(CompressionTest.class.getClassLoader());
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith("net.jpountz.")) {
				throw new ClassNotFoundException(name);
			}
			if (!name.startsWith("io.github.magiconion4j.serialization.")) {
				return super.loadClass(name, resolve);
			}
			Class<?> loaded = findLoadedClass(name);
			return (loaded != null) ? loaded : define(name);
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (InputStream source = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
				byte[] bytes = java.util.Objects.requireNonNull(source).readAllBytes();
				return defineClass(name, bytes, 0, bytes.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
