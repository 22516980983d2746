package io.github.magiconion4j.serialization;

import java.util.EnumSet;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.CollectionSerializer;
import com.fasterxml.jackson.databind.ser.std.MapSerializer;
import com.fasterxml.jackson.databind.ser.std.ObjectArraySerializer;
import com.fasterxml.jackson.databind.type.ArrayType;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the serializers of types without properties whose form in C# differs from
 * Jackson's.
 */
final class TypeSerializers extends Serializers.Base {

	@Override
	public @Nullable JsonSerializer<?> findSerializer(SerializationConfig config, JavaType type,
			BeanDescription description) {
		Class<?> raw = type.getRawClass();
		Scalar<?> scalar = Scalars.find(raw);
		if (scalar != null) {
			return new ScalarSerializer<>(scalar);
		}
		if (type.isJavaLangObject()) {
			return new ObjectSerializer();
		}
		if (type.isEnumType()) {
			EnumNumbers numbers = EnumNumbers.of(config, description);
			return (numbers != null) ? new EnumSerializer(numbers) : null;
		}
		Conversion<?, ?> conversion = Conversion.find(type, config.getTypeFactory());
		if (conversion != null) {
			return new ConvertingSerializer<>(conversion, null);
		}
		Counterparts.rejectTimes(raw);
		UnionCases cases = UnionCases.of(type, config.getTypeFactory());
		return (cases != null) ? new UnionSerializer(cases) : null;
	}

	@Override
	public @Nullable JsonSerializer<?> findArraySerializer(SerializationConfig config, ArrayType type,
			BeanDescription description, TypeSerializer elementType, JsonSerializer<Object> element) {
		if (isOfObjects(type, element)) {
			return new ObjectArraySerializer(type.getContentType(), true, elementType, new ObjectSerializer());
		}
		Conversion<?, ?> conversion = Conversion.find(type, config.getTypeFactory());
		return (conversion != null) ? new ConvertingSerializer<>(conversion, null) : null;
	}

	@Override
	public @Nullable JsonSerializer<?> findCollectionSerializer(SerializationConfig config, CollectionType type,
			BeanDescription description, TypeSerializer elementType, JsonSerializer<Object> element) {
		if (EnumSet.class.isAssignableFrom(type.getRawClass())) {
			JavaType flag = type.getContentType();
			return new ScalarSerializer<>(EnumFlags.scalar(config, flag, config.introspect(flag)));
		}
		return isOfObjects(type, element)
				? new CollectionSerializer(type.getContentType(), true, elementType, new ObjectSerializer()) : null;
	}

	@Override
	public @Nullable JsonSerializer<?> findMapSerializer(SerializationConfig config, MapType type,
			BeanDescription description, JsonSerializer<Object> key, TypeSerializer valueType,
			JsonSerializer<Object> value) {
		return isOfObjects(type, value)
				? MapSerializer.construct(null, null, type, true, valueType, key, new ObjectSerializer(), null) : null;
	}

	/**
	 * Whether Jackson would look up the serializers of elements only by their actual
	 * classes.
	 */
	private static boolean isOfObjects(JavaType container, @Nullable JsonSerializer<Object> content) {
		return content == null && container.getContentType().isJavaLangObject();
	}

}
