package io.github.magiconion4j.interop.server;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.testcontainers.Testcontainers;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * A load balancer in a container, which is created anew for each start: a restarted
 * container would have another port.
 */
final class ContainerProxy implements Proxy {

	private static final int PORT = 8080;

	private static final String FOLDER = "/proxy";

	private final ProxySoftware software;

	private final DockerImageName image;

	private final List<ServerProcess> servers;

	private final Duration idle;

	private @Nullable GenericContainer<?> container;

	ContainerProxy(ProxySoftware software, Duration idle, ServerProcess... servers) {
		this.software = software;
		this.image = DockerImageName.parse(Objects.requireNonNull(System.getProperty("image." + software)));
		this.servers = List.of(servers);
		this.idle = idle;
	}

	@Override
	public String host() {
		return started().getHost();
	}

	@Override
	public int port() {
		return started().getMappedPort(PORT);
	}

	@Override
	public void start() {
		this.servers.forEach((server) -> Testcontainers.exposeHostPorts(server.grpcPort()));
		String configuration = this.software.configuration("0.0.0.0:" + PORT,
				this.servers.stream()
					.map((server) -> GenericContainer.INTERNAL_HOST_HOSTNAME + ":" + server.grpcPort())
					.toList(),
				this.idle);
		GenericContainer<?> created = new GenericContainer<>(this.image)
			.withCopyToContainer(Transferable.of(configuration), FOLDER + "/" + ProxySoftware.CONFIGURATION)
			.withCommand(this.software.command(this.software.toString(), FOLDER).toArray(String[]::new))
			.withExposedPorts(PORT);
		this.container = created;
		created.start();
	}

	@Override
	public void kill() {
		started().getDockerClient().killContainerCmd(started().getContainerId()).exec();
		close();
	}

	@Override
	public void close() {
		if (this.container != null) {
			this.container.close();
		}
	}

	private GenericContainer<?> started() {
		return Objects.requireNonNull(this.container, "not started");
	}

}
