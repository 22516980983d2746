package io.github.magiconion4j.serialization;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * The properties of a class with fields or setters that get C#'s default if neither the
 * sender nor the constructor has set them.
 */
record LeftOut(List<Property> properties) {

	static LeftOut of(DeserializationConfig config, BeanDescription description) {
		boolean all = description.getClassAnnotations().has(CSharpDefault.class);
		List<Property> found = new ArrayList<>();
		for (BeanPropertyDefinition each : description.findProperties()) {
			AnnotatedMember getter = each.getAccessor();
			AnnotatedMember setter = each.getNonConstructorMutator();
			if (getter == null || setter == null
					|| each.getPrimaryType().isContainerType() && Defaults.value(each.getPrimaryType()) == null) {
				continue;
			}
			boolean own = getter.hasAnnotation(CSharpDefault.class) || setter.hasAnnotation(CSharpDefault.class);
			Object none = (own || all && Defaults.holdForAll(each.getPrimaryType()))
					? Defaults.value(config, config::introspect, each.getPrimaryType()) : null;
			if (none != null) {
				getter.fixAccess(true);
				setter.fixAccess(true);
				found.add(new Property(getter, setter, none));
			}
		}
		return new LeftOut(List.copyOf(found));
	}

	/** Completes an object that was just read. */
	void fill(Object object) {
		for (Property each : this.properties) {
			if (each.getter.getValue(object) == null) {
				each.setter.setValue(object, each.none);
			}
		}
	}

	/**
	 * A property.
	 *
	 * @param none the value in place of null
	 */
	record Property(AnnotatedMember getter, AnnotatedMember setter, Object none) {

	}

}
