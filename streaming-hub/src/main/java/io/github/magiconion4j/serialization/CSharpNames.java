package io.github.magiconion4j.serialization;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import com.fasterxml.jackson.databind.PropertyNamingStrategy;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AccessorNamingStrategy;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedField;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.DefaultAccessorNamingStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Maps Java properties to C# names: {@code XPos} for {@code getXPos}, {@code URL} for
 * {@code getURL}, {@code IsAlive} for {@code isAlive}, and the same for the matching
 * setter, field and constructor parameter.
 */
final class CSharpNames extends PropertyNamingStrategy {

	private static final long serialVersionUID = 1L;

	@Override
	public String nameForField(MapperConfig<?> config, AnnotatedField field, String name) {
		return name(field, name);
	}

	@Override
	public String nameForGetterMethod(MapperConfig<?> config, AnnotatedMethod method, String name) {
		return name(method, name);
	}

	@Override
	public String nameForSetterMethod(MapperConfig<?> config, AnnotatedMethod method, String name) {
		return name(method, name);
	}

	@Override
	public String nameForConstructorParameter(MapperConfig<?> config, AnnotatedParameter parameter, String name) {
		return name(parameter, name);
	}

	private static String name(AnnotatedMember member, String property) {
		String name = upperCamel(property);
		return hasQuestion(member.getDeclaringClass(), property) ? "Is" + name : name;
	}

	/** Whether the property has a getter {@code isName()}. */
	private static boolean hasQuestion(Class<?> type, String property) {
		if (type.isRecord() || isPublicField(type, property)) {
			return false;
		}
		try {
			Method method = type.getMethod("is" + upperCamel(property));
			return method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class;
		}
		catch (NoSuchMethodException ex) {
			return false;
		}
	}

	private static boolean isPublicField(Class<?> type, String name) {
		try {
			Field field = type.getField(name);
			return !Modifier.isStatic(field.getModifiers());
		}
		catch (NoSuchFieldException ex) {
			return false;
		}
	}

	private static String upperCamel(String name) {
		return Character.toUpperCase(name.charAt(0)) + name.substring(1);
	}

	/**
	 * Finds the field of an accessor. By default, Jackson derives {@code xpos} from
	 * {@code getXPos}, which does not match the field {@code xPos}.
	 */
	static final class Accessors extends DefaultAccessorNamingStrategy {

		private Accessors(MapperConfig<?> config, AnnotatedClass type) {
			super(config, type, "set", "get", "is", null);
		}

		@Override
		public @Nullable String findNameForIsGetter(AnnotatedMethod method, String name) {
			return (super.findNameForIsGetter(method, name) != null) ? property(name, 2) : null;
		}

		@Override
		public @Nullable String findNameForRegularGetter(AnnotatedMethod method, String name) {
			return (super.findNameForRegularGetter(method, name) != null) ? property(name, 3) : null;
		}

		@Override
		public @Nullable String findNameForMutator(AnnotatedMethod method, String name) {
			return (super.findNameForMutator(method, name) != null) ? property(name, 3) : null;
		}

		private String property(String method, int prefix) {
			String name = method.substring(prefix);
			for (AnnotatedField field : this._forClass.fields()) {
				if (upperCamel(field.getName()).equals(name)) {
					return field.getName();
				}
			}
			for (AnnotatedField field : this._forClass.fields()) {
				if (field.getRawType() == boolean.class && field.getName().equals("is" + name)) {
					return field.getName(); // of isAlive() and setAlive()
				}
			}
			boolean acronym = name.length() > 1 && Character.isUpperCase(name.charAt(1));
			return acronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
		}

		/** Creates the strategies. */
		static final class Provider extends DefaultAccessorNamingStrategy.Provider {

			private static final long serialVersionUID = 1L;

			@Override
			public AccessorNamingStrategy forPOJO(MapperConfig<?> config, AnnotatedClass type) {
				return new Accessors(config, type);
			}

		}

	}

}
