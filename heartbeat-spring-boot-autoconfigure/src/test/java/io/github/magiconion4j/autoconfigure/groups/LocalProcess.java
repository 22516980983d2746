package io.github.magiconion4j.autoconfigure.groups;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server as a process of this machine.
 *
 * @param process the process
 */
record LocalProcess(Process process) implements ServerProgram.Running {

	static LocalProcess start(Path program, List<String> arguments, @Nullable Path folder) throws IOException {
		List<String> command = new ArrayList<>(List.of(program.toString()));
		command.addAll(arguments);
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD);
		if (folder != null) {
			builder.directory(folder.toFile());
		}
		return new LocalProcess(builder.start());
	}

	@Override
	public boolean isAlive() {
		return this.process.isAlive();
	}

	/** By the shell: not every machine has the program kill. */
	@Override
	public void signal(String name) throws IOException, InterruptedException {
		int status = new ProcessBuilder("sh", "-c", "kill -" + name + " " + this.process.pid()).start().waitFor();
		assertThat(status).isZero();
	}

	@Override
	public String run(List<String> command) throws IOException, InterruptedException {
		Assumptions.assumeTrue(ServerProgram.onPath(command.get(0)).isPresent(),
				() -> "there is no " + command.get(0) + " on the PATH");
		Process other = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		other.waitFor();
		return output;
	}

	@Override
	public void end() throws InterruptedException {
		this.process.destroyForcibly().waitFor();
	}

}
