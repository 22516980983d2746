package io.github.magiconion4j.serialization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

import io.github.magiconion4j.serialization.AnyValues.Everything;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Written values are read as equal values, and another implementation of MessagePack
 * agrees.
 */
class RoundTripsTest {

	private final BodyCodec<Object> everything = Bodies.SERIALIZER.value(Everything.class);

	private final BodyCodec<Object[]> arguments = Bodies.SERIALIZER
		.arguments(List.of(Object.class, long.class, Everything.class));

	private final BodyCodec<Object[]> numbers = Bodies.SERIALIZER
		.arguments(List.of(long.class, double.class, float.class));

	@Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
	void anObject(@ForAll("everything") Everything value) throws IOException {
		byte[] body = written(this.everything, value);
		Object read = this.everything.read(body, 0, body.length);
		assertThat(read).isEqualTo(value);
		assertThat(written(this.everything, read)).isEqualTo(body);
		assertIsOneArray(body);
	}

	@Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
	void severalArguments(@ForAll("objects") @Nullable Object first, @ForAll long second,
			@ForAll("everything") Everything third) throws IOException {
		byte[] body = written(this.arguments, new Object[] { first, second, third });
		assertThat(this.arguments.read(body, 0, body.length)).containsExactly(first, second, third);
		assertIsOneArray(body);
	}

	@Property
	void numbersInTheirShortestForm(@ForAll long integer, @ForAll double real, @ForAll float small) throws IOException {
		try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
			packer.packArrayHeader(3).packLong(integer).packDouble(real).packFloat(small);
			byte[] body = packer.toByteArray();
			assertThat(written(this.numbers, new Object[] { integer, real, small })).isEqualTo(body);
			assertThat(this.numbers.read(body, 0, body.length)).containsExactly(integer, real, small);
		}
	}

	@Provide
	Arbitrary<Everything> everything() {
		return AnyValues.everything();
	}

	@Provide
	Arbitrary<@Nullable Object> objects() {
		return AnyValues.objects();
	}

	private static void assertIsOneArray(byte[] body) throws IOException {
		try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(body)) {
			assertThat(unpacker.unpackValue().isArrayValue()).isTrue();
			assertThat(unpacker.hasNext()).isFalse();
		}
	}

	private static <T> byte[] written(BodyCodec<T> codec, @Nullable T value) throws IOException {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		codec.write(value, target);
		return target.toByteArray();
	}

}
