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
 * default options. Thread-safe.
 * <table>
 * <caption>Types</caption>
 * <tr>
 * <th>C#</th>
 * <th>on the wire</th>
 * <th>Java</th>
 * </tr>
 * <tr>
 * <td>bool</td>
 * <td>boolean</td>
 * <td>boolean</td>
 * </tr>
 * <tr>
 * <td>sbyte, short, int, long</td>
 * <td>integer, in its shortest form</td>
 * <td>byte, short, int, long</td>
 * </tr>
 * <tr>
 * <td>byte, ushort, uint</td>
 * <td>integer</td>
 * <td>short, int, long: the next larger type</td>
 * </tr>
 * <tr>
 * <td>ulong</td>
 * <td>integer</td>
 * <td>long, or {@link UnsignedLong} where one may be above {@link Long#MAX_VALUE}</td>
 * </tr>
 * <tr>
 * <td>float, double</td>
 * <td>32 or 64 bits; either is read from an integer, a double from a float</td>
 * <td>float, double</td>
 * </tr>
 * <tr>
 * <td>char</td>
 * <td>integer</td>
 * <td>char</td>
 * </tr>
 * <tr>
 * <td>decimal</td>
 * <td>text, with its scale</td>
 * <td>{@link java.math.BigDecimal}, of at most 96 bits and 28 digits after the point</td>
 * </tr>
 * <tr>
 * <td>BigInteger</td>
 * <td>binary, lowest byte first</td>
 * <td>{@link java.math.BigInteger}</td>
 * </tr>
 * <tr>
 * <td>string, Version</td>
 * <td>text</td>
 * <td>{@link String}</td>
 * </tr>
 * <tr>
 * <td>Uri</td>
 * <td>text</td>
 * <td>{@link java.net.URI}</td>
 * </tr>
 * <tr>
 * <td>Guid</td>
 * <td>text of 36 characters</td>
 * <td>{@link java.util.UUID}</td>
 * </tr>
 * <tr>
 * <td>DateTime</td>
 * <td>timestamp extension</td>
 * <td>{@link java.time.Instant}; {@link java.time.LocalDateTime}, as if it were UTC</td>
 * </tr>
 * <tr>
 * <td>DateTimeOffset</td>
 * <td>array of the local time and the minutes</td>
 * <td>{@link java.time.OffsetDateTime}, to the minute</td>
 * </tr>
 * <tr>
 * <td>TimeSpan</td>
 * <td>integer: ticks of 100 ns</td>
 * <td>{@link java.time.Duration}</td>
 * </tr>
 * <tr>
 * <td>DateOnly</td>
 * <td>integer: days since 0001-01-01</td>
 * <td>{@link java.time.LocalDate}</td>
 * </tr>
 * <tr>
 * <td>TimeOnly</td>
 * <td>integer: ticks of 100 ns</td>
 * <td>{@link java.time.LocalTime}</td>
 * </tr>
 * <tr>
 * <td>enum</td>
 * <td>integer</td>
 * <td>enum: its order, or an integer that {@code @JsonValue} gives; an unknown number is
 * what {@code @JsonEnumDefaultValue} marks, else an error</td>
 * </tr>
 * <tr>
 * <td>T?</td>
 * <td>nil or the value</td>
 * <td>a boxed or other object type that may be null, {@link java.util.Optional}</td>
 * </tr>
 * <tr>
 * <td>byte[], Memory&lt;byte&gt;</td>
 * <td>binary; also read from text and an array of integers</td>
 * <td>byte[], {@link java.nio.ByteBuffer}</td>
 * </tr>
 * <tr>
 * <td>T[], List&lt;T&gt;, HashSet&lt;T&gt;, …</td>
 * <td>array</td>
 * <td>array, collection; List&lt;Byte&gt; is List&lt;sbyte&gt;</td>
 * </tr>
 * <tr>
 * <td>Dictionary&lt;K, V&gt;</td>
 * <td>map, its keys in K's own form</td>
 * <td>{@link java.util.Map}</td>
 * </tr>
 * <tr>
 * <td>KeyValuePair&lt;K, V&gt;</td>
 * <td>array of two</td>
 * <td>{@link java.util.Map.Entry}</td>
 * </tr>
 * <tr>
 * <td>Tuple, ValueTuple</td>
 * <td>array</td>
 * <td>a record with {@code @Key(0)}, {@code @Key(1)}, …</td>
 * </tr>
 * <tr>
 * <td>class or struct with [Key(n)]</td>
 * <td>array, nil in the gaps</td>
 * <td>record or class with {@link Key}</td>
 * </tr>
 * <tr>
 * <td>class with [Key("name")] or keyAsPropertyName</td>
 * <td>map</td>
 * <td>record or class; {@code userName} is {@code UserName}, unless {@code @JsonProperty}
 * says otherwise</td>
 * </tr>
 * <tr>
 * <td>[Union(n, typeof(T))]</td>
 * <td>array of the number and the value</td>
 * <td>interface or abstract class with {@link Union}</td>
 * </tr>
 * <tr>
 * <td>object</td>
 * <td>as it is, integers in full width</td>
 * <td>{@link Object}: see what is read below</td>
 * </tr>
 * <tr>
 * <td>Nil</td>
 * <td>nil</td>
 * <td>{@code void}, {@code CompletionStage<Void>}</td>
 * </tr>
 * </table>
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
