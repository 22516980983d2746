package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The memory of a server's JVM, as reported by {@code jcmd}.
 */
final class ServerMemory {

	/** A JVM option that {@link #buffers()} needs. */
	static final String TRACKING = "-XX:NativeMemoryTracking=summary";

	private static final Pattern TOTAL = Pattern.compile("^Total\\s+\\d+\\s+(\\d+)", Pattern.MULTILINE);

	private static final Pattern OTHER = Pattern.compile("Other \\(reserved=\\d+KB, committed=(\\d+)KB");

	private final ServerProcess server;

	ServerMemory(ServerProcess server) {
		this.server = server;
	}

	/** The bytes of all objects that are reachable, after a full collection. */
	long liveHeap() throws IOException, InterruptedException {
		return number(TOTAL, "GC.class_histogram");
	}

	/** The bytes of buffers outside of the heap, most of them Netty's. */
	long buffers() throws IOException, InterruptedException {
		return number(OTHER, "VM.native_memory", "summary") << 10;
	}

	private long number(Pattern pattern, String... command) throws IOException, InterruptedException {
		String output = jcmd(command);
		Matcher matcher = pattern.matcher(output);
		assertThat(matcher.find()).as(output).isTrue();
		return Long.parseLong(matcher.group(1));
	}

	private String jcmd(String... command) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				String.valueOf(this.server.process().pid()));
		builder.command().addAll(List.of(command));
		Process process = builder.redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(output).isZero();
		return output;
	}

}
