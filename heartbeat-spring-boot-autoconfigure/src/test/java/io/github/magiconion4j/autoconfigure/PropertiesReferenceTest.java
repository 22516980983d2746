package io.github.magiconion4j.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The property tables in the docs list all properties with their defaults, and no others.
 */
class PropertiesReferenceTest {

	private static final Pattern PREFIX = Pattern.compile("^Prefix `([^`]+)`");

	private static final Pattern ROW = Pattern.compile("^\\| (`[^|]+`) \\| ([^|]+) \\|");

	private static final Pattern NAME = Pattern.compile("`([^`]+)`");

	private static final Pattern MAP = Pattern.compile("java\\.util\\.Map<java\\.lang\\.String,(.+)>");

	/** For properties without a default, or with one that depends on the machine. */
	private static final String NONE = "";

	@Test
	void theDocsHaveAllPropertiesAndTheirDefaults() throws Exception {
		Map<String, String> declared = declared();
		Map<String, String> documented = documented();
		assertThat(documented.keySet()).containsExactlyElementsOf(declared.keySet());
		declared.values().removeIf(NONE::equals);
		assertThat(documented).containsAllEntriesOf(declared);
	}

	private static Map<String, String> declared() throws Exception {
		Map<String, String> declared = new TreeMap<>();
		try (InputStream metadata = Objects.requireNonNull(StreamingHubAutoConfiguration.class
			.getResourceAsStream("/META-INF/spring-configuration-metadata.json"))) {
			for (JsonNode property : new ObjectMapper().readTree(metadata).get("properties")) {
				String name = property.get("name").asText();
				assertThat(property.path("description").asText()).as("description of %s", name).endsWith(".");
				Matcher map = MAP.matcher(property.get("type").asText());
				if (map.matches()) {
					declare(declared, name + (name.startsWith(ClientProperties.PREFIX) ? ".<name>" : ".<ServiceName>"),
							Class.forName(map.group(1)));
				}
				else {
					declared.put(name,
							property.path("defaultValue").asText(NONE).replace("_", "-").toUpperCase(Locale.ROOT));
				}
			}
		}
		return declared;
	}

	/** The properties of a record, with their names in property files. */
	private static void declare(Map<String, String> declared, String prefix, Class<?> type) {
		for (RecordComponent each : type.getRecordComponents()) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(each.getName());
			if (each.getType().isRecord()) {
				declare(declared, name, each.getType());
			}
			else {
				declared.put((each.getType() == Map.class) ? name + ".*" : name, NONE);
			}
		}
	}

	private static Map<String, String> documented() throws Exception {
		Map<String, String> documented = new TreeMap<>();
		String prefix = "";
		for (String line : Files.readAllLines(Path.of("..", "docs", "configuration.md"))) {
			Matcher begin = PREFIX.matcher(line);
			Matcher row = ROW.matcher(line);
			if (begin.find()) {
				prefix = begin.group(1);
			}
			else if (row.find()) {
				String last = "";
				for (Matcher name = NAME.matcher(row.group(1)); name.find();) {
					last = name.group(1).startsWith(".") ? last.substring(0, last.lastIndexOf('.')) + name.group(1)
							: name.group(1);
					documented.put(prefix + "." + last, row.group(2).replace("`", "").toUpperCase(Locale.ROOT));
				}
			}
		}
		return documented;
	}

}
