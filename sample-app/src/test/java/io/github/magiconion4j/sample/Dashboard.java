package io.github.magiconion4j.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The Grafana dashboard in the docs.
 */
final class Dashboard {

	private static final Pattern SERIES = Pattern.compile("(magiconion_\\w+)(?:\\{([^}]*)\\})?");

	private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*(=~|=)\\s*\"([^\"]*)\"");

	private static final Pattern GROUPING = Pattern.compile("\\bby \\(([^)]*)\\)");

	/** Labels that Prometheus adds to each scraped series. */
	private static final Set<String> OF_PROMETHEUS = Set.of("job", "instance");

	final JsonNode json = JsonMapper.shared().readTree(Path.of("..", "docs", "grafana-dashboard.json").toFile());

	List<JsonNode> panels() {
		return List.copyOf(this.json.get("panels").values());
	}

	/** All queries of panels; each uses at least one series. */
	Stream<String> expressions() {
		return panels().stream()
			.flatMap((panel) -> panel.get("targets").valueStream())
			.map((target) -> target.get("expr").asString());
	}

	/**
	 * A series that a query uses.
	 *
	 * @param name its name
	 * @param labels the labels that are matched, or that a sum is grouped by
	 * @param values the labels that must have a certain value, as in a scrape
	 */
	record Series(String name, Set<String> labels, Set<String> values) {

		static Stream<Series> of(String expression) {
			List<String> grouping = GROUPING.matcher(expression)
				.results()
				.flatMap((by) -> Stream.of(by.group(1).split("\\s*,\\s*")))
				.toList();
			return SERIES.matcher(expression).results().map((series) -> of(series, grouping));
		}

		private static Series of(MatchResult series, List<String> grouping) {
			List<MatchResult> matchers = MATCHER.matcher(String.valueOf(series.group(2))).results().toList();
			return new Series(series.group(1),
					Stream.concat(matchers.stream().map((each) -> each.group(1)), grouping.stream())
						.filter((label) -> !OF_PROMETHEUS.contains(label))
						.collect(Collectors.toSet()),
					matchers.stream()
						.filter((each) -> !each.group(3).startsWith("$"))
						.map((each) -> each.group(1) + "=\"" + each.group(3) + "\"")
						.collect(Collectors.toSet()));
		}

		/** Whether a line of a scrape is a sample of this series. */
		boolean isIn(String line) {
			Matcher series = SERIES.matcher(line);
			if (!series.lookingAt() || !series.group(1).equals(this.name)) {
				return false;
			}
			String labels = "," + String.valueOf(series.group(2));
			return this.labels.stream().allMatch((label) -> labels.contains("," + label + "=\""))
					&& this.values.stream().allMatch(labels::contains);
		}

	}

}
