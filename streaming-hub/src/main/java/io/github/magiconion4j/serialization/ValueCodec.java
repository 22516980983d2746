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
 * Writes and reads one value of a declared type.
 */
final class ValueCodec implements BodyCodec<Object> {

	private final ObjectMapper mapper;

	private final JavaType type;

	/**
	 * Not an {@code ObjectWriter}, which does not support {@code Object} as a declared
	 * type.
	 */
	private final @Nullable JsonSerializer<Object> serializer;

	private final @Nullable ObjectReader reader;

	/** Replaces null by C#'s default; {@code null} if it does not apply. */
	private final @Nullable NullElements defaults;

	private ValueCodec(ObjectMapper mapper, JavaType type, @Nullable JsonSerializer<Object> serializer,
			@Nullable ObjectReader reader, @Nullable NullElements defaults) {
		this.mapper = mapper;
		this.type = type;
		this.serializer = serializer;
		this.reader = reader;
		this.defaults = defaults;
	}

	/**
	 * Creates a codec.
	 * @throws IllegalArgumentException if values of the type cannot be written or read
	 */
	static ValueCodec of(ObjectMapper mapper, JavaType type, Direction direction) {
		try {
			if (direction == Direction.WRITE) {
				return new ValueCodec(mapper, type,
						mapper.getSerializerProviderInstance().findValueSerializer(type, null), null, null);
			}
			((DefaultDeserializationContext) mapper.getDeserializationContext())
				.createDummyInstance(mapper.getDeserializationConfig())
				.findRootValueDeserializer(type);
			return new ValueCodec(mapper, type, null, mapper.readerFor(type), null);
		}
		catch (JsonMappingException ex) {
			throw new IllegalArgumentException(type.toCanonical() + ((direction == Direction.WRITE)
					? " cannot be put on the wire: " : " cannot be read from the wire: ") + ex.getOriginalMessage(),
					ex);
		}
	}

	/**
	 * Returns a codec that replaces null by C#'s default.
	 * @param place the place of {@link CSharpDefault}
	 * @throws IllegalArgumentException if the type has no default
	 */
	ValueCodec withDefaults(String place) {
		return new ValueCodec(this.mapper, this.type, this.serializer, this.reader,
				NullElements.of(this.mapper.getSerializationConfig(), this.type, place));
	}

	@Override
	public void write(@Nullable Object value, OutputStream target) throws IOException {
		try (JsonGenerator generator = this.mapper.createGenerator(target)) {
			write(value, generator);
		}
	}

	void write(@Nullable Object given, JsonGenerator target) throws IOException {
		Object value = (this.defaults != null) ? this.defaults.written(given) : given;
		if (value == null && this.defaults != null && this.type.isEnumType()) {
			target.writeNumber(0); // the enum may have no constant for 0
			return;
		}
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
			Object value = Objects.requireNonNull(this.reader).readValue(source);
			return (this.defaults != null) ? this.defaults.read(value) : value;
		}
		catch (IOException ex) {
			throw Problems.of(source, ex);
		}
	}

	/** The value of a missing argument. */
	@Nullable Object absent() {
		if (this.defaults != null) {
			return this.defaults.read(null);
		}
		Scalar<?> scalar = Scalars.find(this.type.getRawClass());
		if (scalar != null) {
			return scalar.zero();
		}
		return this.type.hasRawClass(Optional.class) ? Optional.empty() : null;
	}

}
