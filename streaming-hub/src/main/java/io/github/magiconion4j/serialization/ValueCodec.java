package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import io.github.magiconion4j.serialization.HubSerializer.Direction;
import org.jspecify.annotations.Nullable;

/**
 * One value of a declared type.
 */
final class ValueCodec implements BodyCodec<Object> {

	private final ObjectMapper mapper;

	private final JavaType type;

	/** Not an {@code ObjectWriter}, which does not take {@code Object} for a type. */
	private final @Nullable JsonSerializer<Object> serializer;

	private final @Nullable ObjectReader reader;

	private ValueCodec(ObjectMapper mapper, JavaType type, @Nullable JsonSerializer<Object> serializer,
			@Nullable ObjectReader reader) {
		this.mapper = mapper;
		this.type = type;
		this.serializer = serializer;
		this.reader = reader;
	}

	/**
	 * Makes a codec.
	 * @throws IllegalArgumentException if values of the type cannot be written, or read
	 */
	static ValueCodec of(ObjectMapper mapper, JavaType type, Direction direction) {
		try {
			if (direction == Direction.WRITE) {
				return new ValueCodec(mapper, type,
						mapper.getSerializerProviderInstance().findValueSerializer(type, null), null);
			}
			((DefaultDeserializationContext) mapper.getDeserializationContext())
				.createDummyInstance(mapper.getDeserializationConfig())
				.findRootValueDeserializer(type);
			return new ValueCodec(mapper, type, null, mapper.readerFor(type));
		}
		catch (JsonMappingException ex) {
			throw new IllegalArgumentException(type.toCanonical() + ((direction == Direction.WRITE)
					? " cannot be put on the wire: " : " cannot be read from the wire: ") + ex.getOriginalMessage(),
					ex);
		}
	}

	@Override
	public void write(@Nullable Object value, OutputStream target) throws IOException {
		try (JsonGenerator generator = this.mapper.createGenerator(target)) {
			write(value, generator);
		}
	}

	void write(@Nullable Object value, JsonGenerator target) throws IOException {
		((DefaultSerializerProvider) this.mapper.getSerializerProviderInstance()).serializeValue(target, value,
				this.type, Objects.requireNonNull(this.serializer));
	}

	@Override
	public @Nullable Object read(byte[] bytes, int offset, int length) throws IOException {
		try (JsonParser source = this.mapper.createParser(bytes, offset, length)) {
			return read(source);
		}
	}

	@Nullable Object read(JsonParser source) throws IOException {
		try {
			return Objects.requireNonNull(this.reader).readValue(source);
		}
		catch (IOException ex) {
			throw Problems.of(source, ex);
		}
	}

	/** What is read for an argument that is missing. */
	@Nullable Object absent() {
		Scalar<?> scalar = Scalars.find(this.type.getRawClass());
		if (scalar != null) {
			return scalar.zero();
		}
		return this.type.hasRawClass(Optional.class) ? Optional.empty() : null;
	}

}
