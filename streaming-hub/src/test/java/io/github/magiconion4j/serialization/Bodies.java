package io.github.magiconion4j.serialization;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.util.HexFormat;
import java.util.List;

import com.fasterxml.jackson.core.type.TypeReference;
import io.github.magiconion4j.serialization.HubSerializer.Direction;
import org.jspecify.annotations.Nullable;

/**
 * Bodies as hexadecimal text.
 */
final class Bodies {

	static final BothWays SERIALIZER = new BothWays(new MessagePackHubSerializer());

	static final Type LIST_OF_INT = new TypeReference<List<Integer>>() {
	}.getType();

	private Bodies() {
	}

	static byte[] bytes(String hex) {
		return HexFormat.of().parseHex(hex.replace(" ", ""));
	}

	static String written(Type type, @Nullable Object value) throws IOException {
		return written(SERIALIZER.serializer().value(type, Direction.WRITE), value);
	}

	static <T> String written(BodyCodec<T> codec, @Nullable T value) throws IOException {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		codec.write(value, target);
		return HexFormat.ofDelimiter(" ").formatHex(target.toByteArray());
	}

	static @Nullable Object read(Type type, String hex) throws IOException {
		return read(SERIALIZER.serializer().value(type, Direction.READ), hex);
	}

	static <T> @Nullable T read(BodyCodec<T> codec, String hex) throws IOException {
		byte[] body = bytes(hex);
		return codec.read(body, 0, body.length);
	}

	/** For values that are written and read. */
	record BothWays(HubSerializer serializer) {

		BodyCodec<Object> value(Type type) {
			return both(this.serializer.value(type, Direction.WRITE), this.serializer.value(type, Direction.READ));
		}

		BodyCodec<@Nullable Object[]> arguments(List<Type> types) {
			return both(this.serializer.arguments(types, Direction.WRITE),
					this.serializer.arguments(types, Direction.READ));
		}

		private static <T> BodyCodec<T> both(BodyCodec<T> writer, BodyCodec<T> reader) {
			return new BodyCodec<>() {

				@Override
				public void write(@Nullable T value, OutputStream target) throws IOException {
					writer.write(value, target);
				}

				@Override
				public @Nullable T read(byte[] bytes, int offset, int length) throws IOException {
					return reader.read(bytes, offset, length);
				}

			};
		}

	}

}
