package io.github.magiconion4j.interop.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.magiconion4j.interop.testing.ChildProcess;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;

/**
 * The available load balancers: programs on the PATH, otherwise containers. If there are
 * none, each test that needs one is skipped.
 */
final class Proxies implements BeforeEachCallback {

	private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

	private static final Duration VERSION_PATIENCE = Duration.ofSeconds(30);

	private final Map<ProxySoftware, Path> executables;

	private final boolean containers;

	private Proxies(Map<ProxySoftware, Path> executables, boolean containers) {
		this.executables = executables;
		this.containers = containers;
	}

	/** Finds them and prints which are used. */
	static Proxies find() {
		Map<ProxySoftware, Path> executables = new EnumMap<>(ProxySoftware.class);
		for (ProxySoftware software : ProxySoftware.values()) {
			ChildProcess.onPath(software.toString()).ifPresent((executable) -> executables.put(software, executable));
		}
		boolean all = executables.size() == ProxySoftware.values().length;
		Proxies found = new Proxies(executables, !all && DockerClientFactory.instance().isDockerAvailable());
		for (ProxySoftware software : ProxySoftware.values()) {
			System.out.println("proxies: " + found.way(software));
		}
		return found;
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		String missing = Stream.of(ProxySoftware.values())
			.filter((software) -> !isThere(software))
			.map(ProxySoftware::toString)
			.collect(Collectors.joining(" and no "));
		boolean some = Stream.of(ProxySoftware.values()).anyMatch(this::isThere);
		Assumptions.assumeTrue(some, () -> "there is no " + missing + " on the PATH, and no Docker engine");
	}

	/** One that is started in front of servers. */
	Proxy start(ProxySoftware software, Duration idle, ServerProcess... servers) {
		Assumptions.assumeTrue(isThere(software), () -> "there is no " + software + ", and no Docker engine");
		Path executable = this.executables.get(software);
		Proxy proxy = (executable != null) ? new LocalProxy(software, executable, idle, servers)
				: new ContainerProxy(software, idle, servers);
		proxy.start();
		return proxy;
	}

	private boolean isThere(ProxySoftware software) {
		return this.containers || this.executables.containsKey(software);
	}

	private String way(ProxySoftware software) {
		Path executable = this.executables.get(software);
		if (executable != null) {
			return "local " + software + " " + version(executable);
		}
		return (this.containers ? "containers for " : "no ") + software;
	}

	private static String version(Path executable) {
		try (ChildProcess process = ChildProcess.start("version", List.of(executable.toString(), "-v"))) {
			process.exitCode(VERSION_PATIENCE);
			Matcher matcher = VERSION.matcher(process.output());
			return matcher.find() ? matcher.group() : process.output();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return "of unknown version";
		}
	}

}
