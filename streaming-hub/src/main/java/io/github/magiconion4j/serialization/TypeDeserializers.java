package io.github.magiconion4j.serialization;

import java.util.EnumSet;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.type.ArrayType;
import com.fasterxml.jackson.databind.type.CollectionType;
import org.jspecify.annotations.Nullable;

/**
 * Finds the deserializers of types without properties whose form in C# differs from
 * Jackson's.
 */
final class TypeDeserializers extends Deserializers.Base {

	@Override
	public @Nullable JsonDeserializer<?> findBeanDeserializer(JavaType type, DeserializationConfig config,
			BeanDescription description) {
		Scalar<?> scalar = Scalars.find(type.getRawClass());
		if (scalar != null) {
			return new ScalarDeserializer<>(scalar);
		}
		if (type.isJavaLangObject()) {
			return new ObjectDeserializer();
		}
		Conversion<?, ?> conversion = Conversion.find(type, config.getTypeFactory());
		if (conversion != null) {
			return new ConvertingDeserializer<>(type, conversion, null);
		}
		Counterparts.rejectTimes(type.getRawClass());
		UnionCases cases = UnionCases.of(type, config.getTypeFactory());
		return (cases != null) ? new UnionDeserializer(cases) : null;
	}

	@Override
	public @Nullable JsonDeserializer<?> findEnumDeserializer(Class<?> type, DeserializationConfig config,
			BeanDescription description) {
		EnumNumbers numbers = EnumNumbers.of(config, description);
		return (numbers != null) ? new EnumDeserializer(numbers) : null;
	}

	@Override
	public @Nullable JsonDeserializer<?> findCollectionDeserializer(CollectionType type, DeserializationConfig config,
			BeanDescription description, TypeDeserializer elementType, JsonDeserializer<?> element) {
		if (!EnumSet.class.isAssignableFrom(type.getRawClass())) {
			return null;
		}
		JavaType flag = type.getContentType();
		return new ScalarDeserializer<>(EnumFlags.scalar(config, flag, config.introspect(flag)));
	}

	@Override
	public @Nullable JsonDeserializer<?> findArrayDeserializer(ArrayType type, DeserializationConfig config,
			BeanDescription description, TypeDeserializer elementType, JsonDeserializer<?> element) {
		Conversion<?, ?> conversion = Conversion.find(type, config.getTypeFactory());
		return (conversion != null) ? new ConvertingDeserializer<>(type, conversion, null) : null;
	}

}
