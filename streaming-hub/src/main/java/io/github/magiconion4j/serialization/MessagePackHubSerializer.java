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
 * Bodies as MessagePack, as MessagePack-CSharp writes and reads them with MagicOnion's
 * default options. Thread-safe. Which Java type stands for which C# type is in the
 * description of {@linkplain io.github.magiconion4j.serialization this package}.
 * <p>
 * The declared type decides, as in C#: where it is a superclass, only what that has is
 * written. Elements that an object does not know are ignored; those that are missing are
 * zero, null, or what the class says. A value of another type, an integer that does not
 * fit and nil for a primitive type are errors; so are a key that a map has twice, and
 * nesting deeper than 500. Times are in the years 1 to 9999; digits below 100 ns are
 * dropped. Text that is no UTF-8 has U+FFFD in its place. What is read as {@code Object}
 * is a {@code Boolean}, {@code Integer}, {@code Long}, {@code UnsignedLong},
 * {@code Float}, {@code Double}, {@code String}, {@code byte[]}, {@code Instant}, or a
 * {@code List} or {@code Map} of them.
 * <p>
 * Jackson's annotations work, except for those that make other forms of JSON
 * ({@code @JsonTypeInfo}, {@code @JsonUnwrapped}): {@code @JsonValue} and
 * {@code @JsonCreator} for a type that is written as another one, {@code @JsonIgnore},
 * {@code @JsonSerialize} and so on. Objects are made as Jackson makes them: by the
 * constructor of a record, by a constructor of all properties if the compiler keeps the
 * names of parameters, or by one without parameters and then setters or fields.
 */
public final class MessagePackHubSerializer implements HubSerializer {

	private static final long MAX_DECOMPRESSED_BYTES = 4 << 20;

	private static final AnnotatedElement NO_ANNOTATIONS = Object.class;

	private final Module[] modules;

	private final boolean nativeForms;

	private final ObjectMapper mapper;

	private final @Nullable Lz4 lz4;

	/**
	 * Makes a serializer.
	 * @param modules what else Jackson is to know: types of other libraries, or other
	 * forms of those above
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
	 * The same with compressed bodies, which may have 4 MB when they are decompressed.
	 * @param compression how bodies are compressed
	 * @return another serializer
	 * @throws IllegalStateException if the library {@code at.yawk.lz4:lz4-java} is needed
	 * and not there
	 */
	public MessagePackHubSerializer withCompression(Compression compression) {
		return withCompression(compression, MAX_DECOMPRESSED_BYTES);
	}

	/**
	 * The same with compressed bodies.
	 * @param compression how bodies are compressed
	 * @param maxDecompressedBytes how many bytes a body may have when it is decompressed;
	 * more is an {@link UnreadableBodyException}
	 * @return another serializer
	 * @throws IllegalStateException if the library {@code at.yawk.lz4:lz4-java} is needed
	 * and not there
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
	 * The same, which also reads what {@code NativeDateTimeResolver},
	 * {@code NativeGuidResolver} and {@code NativeDecimalResolver} of MessagePack-CSharp
	 * write: a time that is a 64-bit integer, an id or a decimal of 16 bytes. What is
	 * written does not change.
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
