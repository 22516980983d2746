package io.github.magiconion4j.serialization;

import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.deser.BeanDeserializerBase;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import io.github.magiconion4j.internal.text.SafeText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The names of a class's properties. Warns once of a name that differs only in case: it
 * is skipped like any unknown name, but probably by mistake. Thread-safe.
 */
final class PropertyNames {

	private static final Logger logger = LoggerFactory.getLogger(PropertyNames.class);

	private final Class<?> type;

	/** By lower-case name, the properties that no warning was logged for yet. */
	private final Map<String, String> silent = new ConcurrentHashMap<>();

	PropertyNames(BeanDeserializerBase deserializer) {
		this.type = deserializer.handledType();
		for (Iterator<SettableBeanProperty> all = deserializer.properties(); all.hasNext();) {
			String name = all.next().getName();
			this.silent.put(name.toLowerCase(Locale.ROOT), name);
		}
	}

	/** An unknown name was skipped. */
	void skipped(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		String known = this.silent.get(lower);
		if (known != null && !known.equals(name) && this.silent.remove(lower, known)) {
			logger.warn(
					"Property {} of {} is skipped while reading: the known property is {}. If C# uses the former name, "
							+ "declare it with @JsonProperty",
					SafeText.of(name), this.type.getName(), known);
		}
	}

}
