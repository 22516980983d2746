package io.github.magiconion4j.serialization;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Type;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.msgpack.jackson.dataformat.MessagePackMapper;

/**
 * Writes and reads bodies as MessagePack, compatible with MessagePack-CSharp with
 * MagicOnion's default options. Thread-safe. Which Java type stands for which C# type is
 * in the description of {@linkplain io.github.magiconion4j.serialization this package}.
 * <p>
 * The declared type decides, as in C#: if it is a superclass, only the properties of the
 * superclass are written. Unknown elements of an object are ignored; missing ones are
 * zero, null, or the default of the class. Errors are: a value of another type, an
 * integer that does not fit, nil for a primitive type, a duplicate key in a map, and
 * nesting deeper than 500. Times are in the years 1 to 9999; digits below 100 ns are
 * dropped. Invalid UTF-8 is read as U+FFFD. A value of type {@code Object} is read as a
 * {@code Boolean}, {@code Integer}, {@code Long}, {@code UnsignedLong}, {@code Float},
 * {@code Double}, {@code String}, {@code byte[]}, {@code Instant}, or a {@code List} or
 * {@code Map} of them.
 * <p>
 * Jackson's annotations are supported, such as {@code @JsonValue} and
 * {@code @JsonCreator} for a type that is written as another one, {@code @JsonIgnore} and
 * {@code @JsonSerialize}. Those that change the structure ({@code @JsonTypeInfo},
 * {@code @JsonUnwrapped}) are not. Jackson creates objects: by the constructor of a
 * record, by a constructor of all properties if the code is compiled with parameter
 * names, or by a constructor without parameters and then setters or fields.
 */
public final class MessagePackHubSerializer implements HubSerializer {

	private static final long MAX_DECOMPRESSED_BYTES = 4 << 20;

	private static final AnnotatedElement NO_ANNOTATIONS = Object.class;

	private final Module[] modules;

	private final boolean nativeForms;

	private final ObjectMapper mapper;

	private final @Nullable Lz4 lz4;

	/**
	 * Creates a serializer.
	 * @param modules Jackson modules, for types of other libraries or to change the forms
	 * above
	 */
	public MessagePackHubSerializer(Module... modules) {
		this(modules.clone(), false, null);
	}

	private MessagePackHubSerializer(Module[] modules, boolean nativeForms, @Nullable Lz4 lz4) {
		this.modules = modules;
		this.nativeForms = nativeForms;
		this.lz4 = lz4;
		this.mapper = MessagePackMapper.builder(new BodyFactory(nativeForms))
			.accessorNaming(new CSharpNames.Accessors.Provider())
			.addModule(new MessagePackModule())
			.addModules(modules)
			.enable(MapperFeature.USE_STATIC_TYPING)
			.enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
			.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
			.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
			.disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
			.build();
	}

	/**
	 * Returns a serializer with compressed bodies of at most 4 MB when decompressed.
	 * @param compression how bodies are compressed
	 * @return another serializer
	 * @throws IllegalStateException if the library {@code at.yawk.lz4:lz4-java} is needed
	 * and not there
	 */
	public MessagePackHubSerializer withCompression(Compression compression) {
		return withCompression(compression, MAX_DECOMPRESSED_BYTES);
	}

	/**
	 * Returns a serializer with compressed bodies.
	 * @param compression how bodies are compressed
	 * @param maxDecompressedBytes the largest size of a decompressed body; a larger one
	 * is an {@link UnreadableBodyException}
	 * @return another serializer
	 * @throws IllegalStateException if the library {@code at.yawk.lz4:lz4-java} is
	 * required but missing
	 */
	public MessagePackHubSerializer withCompression(Compression compression, long maxDecompressedBytes) {
		return new MessagePackHubSerializer(this.modules, this.nativeForms,
				(compression != Compression.NONE) ? lz4(compression, maxDecompressedBytes) : null);
	}

	private static Lz4 lz4(Compression form, long maxSize) {
		try {
			return new Lz4(form == Compression.LZ4_BLOCK_ARRAY, maxSize);
		}
		catch (NoClassDefFoundError ex) {
			throw new IllegalStateException(
					"LZ4 compression of bodies needs a library: add the dependency at.yawk.lz4:lz4-java", ex);
		}
	}

	/**
	 * Returns a serializer that also reads the forms of {@code NativeDateTimeResolver},
	 * {@code NativeGuidResolver} and {@code NativeDecimalResolver} of MessagePack-CSharp:
	 * a time as a 64-bit integer, an id or a decimal as 16 bytes. It does not write them.
	 * @return another serializer
	 */
	public MessagePackHubSerializer withNativeForms() {
		return new MessagePackHubSerializer(this.modules, true, this.lz4);
	}

	@Override
	public BodyCodec<Object> value(Type type, Direction direction) {
		return value(type, NO_ANNOTATIONS, direction);
	}

	@Override
	public BodyCodec<Object> value(Type type, AnnotatedElement method, Direction direction) {
		return (type == void.class) ? NilCodec.INSTANCE : whole(codec(type, method, direction));
	}

	@Override
	public BodyCodec<@Nullable Object[]> arguments(List<Type> types, Direction direction) {
		return arguments(types, Collections.nCopies(types.size(), NO_ANNOTATIONS), direction);
	}

	@Override
	public BodyCodec<@Nullable Object[]> arguments(List<Type> types, List<? extends AnnotatedElement> parameters,
			Direction direction) {
		List<ValueCodec> codecs = IntStream.range(0, types.size())
			.mapToObj((i) -> codec(types.get(i), parameters.get(i), direction))
			.toList();
		return switch (codecs.size()) {
			case 0 -> new NoArgumentsCodec();
			case 1 -> whole(new OneArgumentCodec(codecs.get(0)));
			default -> whole(new ArgumentsCodec(this.mapper, codecs));
		};
	}

	private <T> BodyCodec<T> whole(BodyCodec<T> body) {
		return (this.lz4 != null) ? new CompressedCodec<>(body, this.lz4) : new PlainCodec<>(body);
	}

	private ValueCodec codec(Type type, AnnotatedElement place, Direction direction) {
		ValueCodec codec = ValueCodec.of(this.mapper, this.mapper.constructType(type), direction);
		return place.isAnnotationPresent(CSharpDefault.class) ? codec.withDefaults(place.toString()) : codec;
	}

}
