package io.github.magiconion4j.autoconfigure.groups;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/**
 * A server that tests need: a program on the PATH or in /usr/sbin, else a container, if a
 * Docker engine on Linux runs. Without both, the test is skipped.
 */
interface ServerProgram {

	/**
	 * Starts it.
	 * @param arguments its arguments
	 * @param folder where it keeps files; {@code null} if it keeps none
	 */
	Running start(List<String> arguments, @Nullable Path folder) throws IOException;

	static ServerProgram find(String name) {
		Optional<Path> program = onPath(name);
		if (program.isPresent()) {
			return (arguments, folder) -> LocalProcess.start(program.get(), arguments, folder);
		}
		Assumptions.assumeTrue(DockerClientFactory.instance().isDockerAvailable(),
				() -> "there is no " + name + " on the PATH, and no Docker engine");
		return (arguments, folder) -> ContainerProcess.start(name, arguments);
	}

	static Optional<Path> onPath(String name) {
		return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
			.map((folder) -> Path.of(folder, name))
			.filter((path) -> path.toFile().canExecute())
			.findFirst();
	}

	/**
	 * A server that was started.
	 */
	interface Running {

		boolean isAlive();

		/** Sends it a signal: STOP, CONT, TERM or KILL. */
		void signal(String name) throws IOException, InterruptedException;

		/** The output of another program that is installed beside the server. */
		String run(List<String> command) throws IOException, InterruptedException;

		/** Ends it at once, and waits for its end. */
		void end() throws InterruptedException;

	}

}
