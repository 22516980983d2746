package io.github.magiconion4j.serialization;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.AbstractDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.BeanDeserializerBuilder;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.BuilderBasedDeserializer;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.impl.UnknownSerializer;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import com.fasterxml.jackson.databind.deser.std.CollectionDeserializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.type.MapType;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads objects with keys as arrays. Objects of other classes stay maps, as in
 * Jackson.
 */
final class ObjectTypes {

	private ObjectTypes() {
	}

	private static void check(BeanDescription description) {
		Counterparts.rejectJdk(description.getBeanClass());
		if (description.getType().isAbstract()) {
			throw new IllegalArgumentException(
					description.getBeanClass().getName() + " is abstract: declare its subtypes with @Union");
		}
	}

	static final class Writing extends BeanSerializerModifier {

		private static final long serialVersionUID = 1L;

		@Override
		public List<BeanPropertyWriter> changeProperties(SerializationConfig config, BeanDescription description,
				List<BeanPropertyWriter> properties) {
			properties.forEach(Defaults::write);
			return properties;
		}

		@Override
		public JsonSerializer<?> modifySerializer(SerializationConfig config, BeanDescription description,
				JsonSerializer<?> serializer) {
			if (!(serializer instanceof BeanSerializerBase) && !(serializer instanceof UnknownSerializer)) {
				return serializer;
			}
			check(description);
			@Nullable String[] names = KeyedProperties.names(description);
			return (names != null) ? new KeyedSerializer(serializer, names) : serializer;
		}

	}

	static final class Reading extends BeanDeserializerModifier {

		private static final long serialVersionUID = 1L;

		/** Otherwise Jackson would buffer unknown elements as JSON. */
		@Override
		public BeanDeserializerBuilder updateBuilder(DeserializationConfig config, BeanDescription description,
				BeanDeserializerBuilder builder) {
			builder.setIgnoreUnknownProperties(true);
			builder.getProperties().forEachRemaining(Defaults::hold); // rejects invalid
																		// annotations
			return builder;
		}

		@Override
		public JsonDeserializer<?> modifyDeserializer(DeserializationConfig config, BeanDescription description,
				JsonDeserializer<?> deserializer) {
			if (deserializer instanceof AbstractDeserializer) {
				check(description);
				return deserializer;
			}
			if (!(deserializer instanceof BeanDeserializerBase bean)) {
				return deserializer;
			}
			BeanDescription object = (bean instanceof BuilderBasedDeserializer builder)
					? config.introspect(BuiltType.of(builder)) : description;
			check(object);
			@Nullable String[] names = KeyedProperties.names(object);
			Creators.checkObject(config, description, bean.getValueInstantiator(), names != null);
			LeftOut leftOut = LeftOut.of(config, object);
			if (names == null) {
				return new NamedDeserializer(deserializer, leftOut);
			}
			if (bean instanceof BuilderBasedDeserializer) {
				checkBuilder(bean, names, object);
			}
			return new KeyedDeserializer(deserializer, object.getType(), names, leftOut);
		}

		/** The keys are those of the object, but the builder sets the properties. */
		private static void checkBuilder(BeanDeserializerBase builder, @Nullable String[] names,
				BeanDescription object) {
			for (String name : names) {
				if (name != null && builder.findProperty(name) == null) {
					throw new IllegalArgumentException(builder.handledType().getName() + " has no property " + name
							+ ", which has a @Key in " + object.getBeanClass().getName()
							+ ": give both the same name, with @JsonProperty if necessary");
				}
			}
		}

		@Override
		public JsonDeserializer<?> modifyMapDeserializer(DeserializationConfig config, MapType type,
				BeanDescription description, JsonDeserializer<?> deserializer) {
			return MapDeserializer.of(type, deserializer);
		}

		@Override
		public JsonDeserializer<?> modifyCollectionDeserializer(DeserializationConfig config, CollectionType type,
				BeanDescription description, JsonDeserializer<?> deserializer) {
			if (CopyOnWriteArrayList.class.isAssignableFrom(type.getRawClass())
					|| CopyOnWriteArraySet.class.isAssignableFrom(type.getRawClass())) {
				throw new IllegalArgumentException(
						type.getRawClass().getName() + " copies itself for each element that is read: use List or Set");
			}
			if (Set.class.isAssignableFrom(type.getRawClass())
					&& deserializer instanceof CollectionDeserializer collection
					&& HashCosts.count(type, type.getContentType())) {
				return HashedElements.of(type, collection);
			}
			if (deserializer instanceof ValueInstantiator.Gettable known) {
				Creators.checkCollection(config, description, known.getValueInstantiator());
			}
			return deserializer;
		}

	}

}
