package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import org.jspecify.annotations.Nullable;

/**
 * One value of a declared type.
 */
final class ValueCodec implements BodyCodec<Object> {

	private final ObjectMapper mapper;

	private final JavaType type;

	/** Not an {@code ObjectWriter}, which does not take {@code Object} for a type. */
	private final JsonSerializer<Object> serializer;

	private final ObjectReader reader;

	/**
	 * Makes a codec.
	 * @throws IllegalArgumentException if values of the type cannot be written
	 */
	ValueCodec(ObjectMapper mapper, JavaType type) {
		this.mapper = mapper;
		this.type = type;
		try {
			this.serializer = mapper.getSerializerProviderInstance().findValueSerializer(type, null);
		}
		catch (JsonMappingException ex) {
			throw new IllegalArgumentException(
					type.toCanonical() + " cannot be put on the wire: " + ex.getOriginalMessage(), ex);
		}
		this.reader = mapper.readerFor(type);
	}

	@Override
	public void write(@Nullable Object value, OutputStream target) throws IOException {
		try (JsonGenerator generator = this.mapper.createGenerator(target)) {
			write(value, generator);
		}
	}

	void write(@Nullable Object value, JsonGenerator target) throws IOException {
		((DefaultSerializerProvider) this.mapper.getSerializerProviderInstance()).serializeValue(target, value,
				this.type, this.serializer);
	}

	@Override
	public @Nullable Object read(byte[] bytes, int offset, int length) throws IOException {
		try (JsonParser source = this.mapper.createParser(bytes, offset, length)) {
			return read(source);
		}
	}

	@Nullable Object read(JsonParser source) throws IOException {
		try {
			return this.reader.readValue(source);
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
