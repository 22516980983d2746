package io.github.magiconion4j.serialization;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * Bodies as MessagePack, as MessagePack-CSharp writes and reads them with MagicOnion's
 * default options.
 */
public final class MessagePackHubSerializer implements HubSerializer {

	private final ObjectMapper mapper;

	/**
	 * Makes a serializer.
	 * @param modules what else Jackson is to know: types of your own, or other forms of
	 * those above
	 */
	public MessagePackHubSerializer(Module... modules) {
		this.mapper = JsonMapper.builder(new MessagePackFactory())
			.addModule(new MessagePackModule())
			.addModules(modules)
			.enable(MapperFeature.USE_STATIC_TYPING)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.build();
	}

	@Override
	public BodyCodec<Object> value(Type type) {
		return (type == void.class) ? NilCodec.INSTANCE : codec(type);
	}

	@Override
	public BodyCodec<@Nullable Object[]> arguments(List<Type> types) {
		return switch (types.size()) {
			case 0 -> new NoArgumentsCodec();
			case 1 -> new OneArgumentCodec(codec(types.get(0)));
			default -> new ArgumentsCodec(this.mapper, types.stream().map(this::codec).toArray(ValueCodec[]::new),
					types.stream().map(MessagePackHubSerializer::zero).toArray());
		};
	}

	private ValueCodec codec(Type type) {
		return new ValueCodec(this.mapper, this.mapper.constructType(type));
	}

	/** What is read for an argument that is missing. */
	private static @Nullable Object zero(Type type) {
		if (type instanceof Class<?> raw && raw.isPrimitive()) {
			return Array.get(Array.newInstance(raw, 1), 0);
		}
		return type.getTypeName().startsWith(Optional.class.getName()) ? Optional.empty() : null;
	}

}
