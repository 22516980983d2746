package io.github.magiconion4j.serialization;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.ser.Serializers;

/**
 * Configures Jackson to write and read values like MessagePack-CSharp.
 */
final class MessagePackModule extends Module {

	@Override
	public String getModuleName() {
		return getClass().getName();
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void setupModule(SetupContext context) {
		context.insertAnnotationIntrospector(new KeyIntrospector());
		context.setNamingStrategy(new CSharpNames());
		context.addSerializers(new TypeSerializers());
		context.addKeySerializers(new MapKeySerializers());
		context.addBeanSerializerModifier(new ObjectTypes.Writing());
		context.addDeserializers(new TypeDeserializers());
		context.addKeyDeserializers((JavaType type, DeserializationConfig config,
				BeanDescription description) -> new MapKeyDeserializer(type, null));
		context.addBeanDeserializerModifier(new ObjectTypes.Reading());
	}

	private static final class MapKeySerializers extends Serializers.Base {

		@Override
		public JsonSerializer<?> findSerializer(SerializationConfig config, JavaType type,
				BeanDescription description) {
			return new MapKeySerializer(type, null);
		}

	}

}
