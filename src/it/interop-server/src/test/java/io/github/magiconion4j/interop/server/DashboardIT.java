package io.github.magiconion4j.interop.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The queries of the dashboard are valid PromQL. (The tests of the sample check that
 * their series exist.)
 */
@Tag(Tags.PATIENT)
class DashboardIT {

	private static final Path DASHBOARD = Path.of("..", "..", "..", "docs", "grafana-dashboard.json");

	@TempDir
	private Path temporary;

	@Test
	void prometheusAcceptsEachQuery() throws Exception {
		List<String> queries = JsonPath.read(Files.readString(DASHBOARD), "$.panels[*].targets[*].expr");
		assertThat(queries).isNotEmpty();
		List<String> rules = new ArrayList<>(List.of("groups:", "- name: dashboard", "  rules:"));
		for (String query : queries) {
			rules.add("  - record: query" + rules.size());
			rules.add("    expr: '" + query.replace("$__rate_interval", "1m") + "'");
		}
		Path file = Files.write(this.temporary.resolve("rules.yml"), rules);
		Program check = Program.run("promtool", "check", "rules", file.toString());
		assertThat(check.exitCode()).as(check.output()).isZero();
	}

}
