package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.magiconion4j.interop.testing.ChildProcess;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Docker Compose setup of the sample, as far as it can be checked without a Docker
 * engine: its files are read by the programs that use them.
 */
@Tag(Tags.PATIENT)
class ComposeIT {

	private static final Path ROOT = Path.of("..", "..", "..");

	private static final Path FOLDER = ROOT.resolve(Path.of("sample-app", "compose"));

	private static final Path FILE = FOLDER.resolve("compose.yml");

	private static final String JAR = "../target/sample-app.jar:/chat/sample-app.jar:ro";

	@TempDir
	private Path temporary;

	private Map<String, Map<String, Object>> services = Map.of();

	@BeforeEach
	void read() throws IOException {
		Map<String, Map<String, Map<String, Object>>> file = new Yaml().load(Files.readString(FILE));
		this.services = file.get("services");
	}

	@Test
	void composeAcceptsTheFile() throws Exception {
		Program check = ChildProcess.onPath("docker-compose").isPresent()
				? Program.run("docker-compose", "-f", FILE.toString(), "config", "--quiet")
				: Program.run("docker", "compose", "-f", FILE.toString(), "config", "--quiet");
		assertThat(check.exitCode()).as(check.output()).isZero();
	}

	@Test
	void everyServiceHasAHealthCheck() {
		assertThat(this.services).containsOnlyKeys("chat-1", "chat-2", "redis", "haproxy", "prometheus", "grafana");
		assertThat(this.services.values())
			.allSatisfy((service) -> assertThat(service).containsKeys("image", "healthcheck"));
	}

	/**
	 * Except for the jar, which may not have been built yet.
	 */
	@Test
	void everyFileExists() throws IOException {
		List<String> mounts = texts("volumes").toList();
		assertThat(mounts).contains(JAR).allMatch((mount) -> mount.endsWith(":ro"));
		assertThat(mounts.stream()
			.filter((mount) -> !mount.equals(JAR))
			.map((mount) -> FOLDER.resolve(mount.substring(0, mount.indexOf(':'))))).isNotEmpty()
			.allSatisfy((file) -> assertThat(file).isRegularFile());
		assertThat(FOLDER.resolveSibling("pom.xml")).content().contains("<finalName>sample-app</finalName>");
	}

	@Test
	void eachPortBelongsToOneService() {
		assertThat(texts("ports").map((port) -> port.replaceFirst("^127\\.0\\.0\\.1:", "")))
			.containsExactlyInAnyOrder("8081:8080", "8082:8080", "9090:9090", "9091:9090", "3000:3000");
	}

	@Test
	void haproxyAcceptsItsConfiguration() throws Exception {
		Program check = Program.run("haproxy", "-c", "-f", FOLDER.resolve("haproxy.cfg").toString());
		assertThat(check.exitCode()).as(check.output()).isZero();
	}

	@Test
	void prometheusAcceptsItsConfiguration() throws Exception {
		Path configuration = Files.copy(FOLDER.resolve("prometheus.yml"), this.temporary.resolve("prometheus.yml"));
		Files.copy(ROOT.resolve(Path.of("docs", "alerts.yml")), this.temporary.resolve("alerts.yml"));
		Program check = Program.run("promtool", "check", "config", configuration.toString());
		assertThat(check.exitCode()).as(check.output()).isZero();
	}

	/** The strings of all services under a key. */
	private Stream<String> texts(String key) {
		return this.services.values()
			.stream()
			.flatMap((service) -> ((List<?>) service.getOrDefault(key, List.of())).stream())
			.map(String::valueOf);
	}

}
