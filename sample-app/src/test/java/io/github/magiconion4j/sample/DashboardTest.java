package io.github.magiconion4j.sample;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard is valid for Grafana: it has the fields that Grafana's published schema
 * requires, no others, and each panel has its own id and place.
 */
class DashboardTest {

	private static final int COLUMNS = 24;

	private static final Set<String> FIELDS = Set.of("uid", "title", "description", "tags", "schemaVersion", "version",
			"editable", "graphTooltip", "timezone", "refresh", "time", "annotations", "links", "templating", "panels");

	private static final Set<String> PANEL_FIELDS = Set.of("id", "type", "title", "description", "datasource",
			"gridPos", "fieldConfig", "options", "targets", "transformations");

	private static final Set<String> VARIABLE_FIELDS = Set.of("type", "name", "label", "datasource", "query", "refresh",
			"sort", "multi", "includeAll", "current");

	private static final Pattern SERIES = Pattern.compile("magiconion_server_\\w+(\\{[^}]*)?");

	private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)\\}?");

	private final Dashboard dashboard = new Dashboard();

	@Test
	void theDashboardIsValid() {
		JsonNode json = this.dashboard.json;
		assertThat(json.propertyNames()).containsExactlyInAnyOrderElementsOf(FIELDS);
		assertThat(json.get("schemaVersion").isIntegralNumber()).isTrue();
		assertThat(json.get("uid").asString()).matches("[\\w-]{8,40}");
		assertThat(json.get("annotations").get("list").isArray()).isTrue();
		assertThat(json.get("time").propertyNames()).containsExactlyInAnyOrder("from", "to");
		assertThat(json.get("templating").get("list").values()).isNotEmpty()
			.allSatisfy((variable) -> assertThat(VARIABLE_FIELDS).containsAll(variable.propertyNames()))
			.allSatisfy((variable) -> assertThat(variable.propertyNames()).contains("type", "name", "query"))
			.allSatisfy((variable) -> assertThat(variable.get("query").isString()).isTrue());
	}

	@Test
	void eachPanelHasADescription() {
		assertThat(this.dashboard.panels()).isNotEmpty().allSatisfy((panel) -> {
			assertThat(PANEL_FIELDS).containsAll(panel.propertyNames());
			assertThat(panel.get("type").asString()).isIn("timeseries", "heatmap", "table");
			assertThat(panel.get("title").asString()).isNotBlank();
			assertThat(panel.get("description").asString()).endsWith(".");
			assertThat(panel.get("datasource").get("uid").asString()).isEqualTo("${datasource}");
			assertThat(panel.get("fieldConfig").propertyNames()).containsExactlyInAnyOrder("defaults", "overrides");
			List<String> refIds = panel.get("targets")
				.valueStream()
				.map((each) -> each.get("refId").asString())
				.toList();
			assertThat(refIds).isNotEmpty().doesNotHaveDuplicates();
		});
		assertThat(this.dashboard.panels()).extracting((panel) -> panel.get("id").asInt())
			.doesNotHaveDuplicates()
			.allMatch((id) -> id > 0);
	}

	@Test
	void panelsDoNotOverlap() {
		Set<List<Integer>> taken = new HashSet<>();
		for (JsonNode panel : this.dashboard.panels()) {
			JsonNode place = panel.get("gridPos");
			int left = place.get("x").asInt();
			int top = place.get("y").asInt();
			int right = left + place.get("w").asInt();
			int bottom = top + place.get("h").asInt();
			assertThat(right).isGreaterThan(left).isLessThanOrEqualTo(COLUMNS);
			assertThat(bottom).isGreaterThan(top);
			for (int x = left; x < right; x++) {
				for (int y = top; y < bottom; y++) {
					assertThat(taken.add(List.of(x, y))).as("%s overlaps another", panel.get("title")).isTrue();
				}
			}
		}
	}

	@Test
	void everyVariableIsDeclared() {
		assertThat(VARIABLE.matcher(this.dashboard.json.toString()).results().map((each) -> each.group(1)))
			.filteredOn((name) -> !name.startsWith("__"))
			.isNotEmpty()
			.isSubsetOf(this.dashboard.json.get("templating")
				.get("list")
				.valueStream()
				.map((variable) -> variable.get("name").asString())
				.toList());
	}

	@Test
	void everyQuerySelectsTheChosenInstances() {
		assertThat(this.dashboard.expressions()).isNotEmpty()
			.allSatisfy((expression) -> assertThat(SERIES.matcher(expression).results()).as(expression)
				.isNotEmpty()
				.allMatch((series) -> series.group(1).startsWith("{job=~\"$job\", instance=~\"$instance\"")));
	}

}
