package io.github.magiconion4j.autoconfigure.groups;

import java.io.IOException;
import java.util.List;
import java.util.Objects;

import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A server in a container. It is the container's first process, so it gets the signals,
 * and it uses the network of this machine, so addresses are those of a local process.
 *
 * @param container the container
 */
record ContainerProcess(GenericContainer<?> container) implements ServerProgram.Running {

	static ContainerProcess start(String program, List<String> arguments) {
		String image = Objects.requireNonNull(System.getProperty("image." + program));
		GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image)).withNetworkMode("host")
			.withCreateContainerCmdModifier((create) -> create.withEntrypoint(program))
			.withCommand(arguments.toArray(String[]::new));
		container.start();
		return new ContainerProcess(container);
	}

	@Override
	public boolean isAlive() {
		return this.container.isRunning();
	}

	@Override
	public void signal(String name) {
		this.container.getDockerClient()
			.killContainerCmd(this.container.getContainerId())
			.withSignal("SIG" + name)
			.exec();
	}

	@Override
	public String run(List<String> command) throws IOException, InterruptedException {
		return this.container.execInContainer(command.toArray(String[]::new)).getStdout();
	}

	@Override
	public void end() {
		this.container.close();
	}

}
