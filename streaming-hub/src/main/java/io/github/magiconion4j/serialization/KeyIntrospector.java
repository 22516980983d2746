package io.github.magiconion4j.serialization;

import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import org.jspecify.annotations.Nullable;

/**
 * Treats everything with a {@link Key} as a property, and makes annotations on
 * constructors unnecessary if the code is compiled with parameter names.
 */
final class KeyIntrospector extends NopAnnotationIntrospector {

	private static final long serialVersionUID = 1L;

	@Override
	public @Nullable PropertyName findNameForSerialization(Annotated member) {
		return member.hasAnnotation(Key.class) ? PropertyName.USE_DEFAULT : null;
	}

	@Override
	public @Nullable PropertyName findNameForDeserialization(Annotated member) {
		return findNameForSerialization(member);
	}

	/**
	 * The element of a key always has its value: nil would not be the value that was left
	 * out.
	 */
	@Override
	public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
		return annotated.hasAnnotation(Key.class)
				? JsonInclude.Value.construct(JsonInclude.Include.ALWAYS, JsonInclude.Include.USE_DEFAULTS)
				: JsonInclude.Value.empty();
	}

	/** Selects the serializer of properties whose elements must not be nil. */
	@Override
	public @Nullable Object findSerializer(Annotated annotated) {
		if (!(annotated instanceof AnnotatedMember member) || !isContainer(member.getType())) {
			return null;
		}
		boolean own = member.hasAnnotation(CSharpDefault.class);
		boolean all = member.getDeclaringClass().isAnnotationPresent(CSharpDefault.class)
				&& Defaults.holdForAll(member.getType());
		return (own || all) ? new NullElementsSerializer(member.getType()) : null;
	}

	private static boolean isContainer(JavaType type) {
		return !type.equals(Defaults.element(type));
	}

	@Override
	public @Nullable String findImplicitPropertyName(AnnotatedMember member) {
		return (member instanceof AnnotatedParameter parameter) ? name(parameter) : null;
	}

	/** The name of a parameter, if the code was compiled with parameter names. */
	static @Nullable String name(AnnotatedParameter annotated) {
		if (!(annotated.getOwner().getAnnotated() instanceof Executable executable)) {
			return null;
		}
		Parameter parameter = executable.getParameters()[annotated.getIndex()];
		return parameter.isNamePresent() ? parameter.getName() : null;
	}

}
