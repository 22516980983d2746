package io.github.magiconion4j.serialization;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import org.jspecify.annotations.Nullable;
import org.msgpack.jackson.dataformat.MessagePackMapper;

/**
 * Bodies as MessagePack, as MessagePack-CSharp writes and reads them with MagicOnion's
 * default options: numbers, text, {@link UUID}s (as text), arrays and lists of them.
 * Thread-safe.
 */
public final class MessagePackHubSerializer implements HubSerializer {

	private final ObjectMapper mapper;

	/**
	 * Makes a serializer.
	 */
	public MessagePackHubSerializer() {
		this.mapper = MessagePackMapper.builder(new StrictMessagePackFactory())
			.addModule(new SimpleModule().addSerializer(UUID.class, new ToStringSerializer(UUID.class))
				.addDeserializer(UUID.class, new GuidDeserializer())
				.addDeserializer(String.class, new TextDeserializer()))
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT, DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
			.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.build();
	}

	@Override
	public BodyCodec<Object> value(Type type) {
		return (type == void.class) ? NilCodec.INSTANCE : new ValueCodec(writer(type), reader(type));
	}

	@Override
	public BodyCodec<@Nullable Object[]> arguments(List<Type> types) {
		return switch (types.size()) {
			case 0 -> new NoArgumentsCodec();
			case 1 -> new OneArgumentCodec(value(types.get(0)));
			default -> new ArgumentsCodec(this.mapper, types.stream().map(this::writer).toArray(ObjectWriter[]::new),
					types.stream().map(this::reader).toArray(ObjectReader[]::new),
					types.stream().map(MessagePackHubSerializer::zero).toArray());
		};
	}

	private ObjectReader reader(Type type) {
		return this.mapper.readerFor(this.mapper.constructType(type));
	}

	private ObjectWriter writer(Type type) {
		return this.mapper.writerFor(this.mapper.constructType(type));
	}

	/** What a field of that type is before anything is assigned to it. */
	private static @Nullable Object zero(Type type) {
		return (type instanceof Class<?> raw && raw.isPrimitive()) ? Array.get(Array.newInstance(raw, 1), 0) : null;
	}

}
