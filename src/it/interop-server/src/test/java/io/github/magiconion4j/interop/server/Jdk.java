package io.github.magiconion4j.interop.server;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Finds a JDK on this machine.
 */
final class Jdk {

	private static final Path SYSTEM = Path.of("/usr/lib/jvm");

	private Jdk() {
	}

	/**
	 * A JDK with that version: that of the test, of JAVA_HOME, of the PATH or of the
	 * system.
	 */
	static Optional<Path> find(int version) {
		return candidates().filter((jdk) -> version(jdk) == version).findFirst();
	}

	private static Stream<Path> candidates() {
		Stream<Path> named = Stream.of(System.getProperty("java.home"), System.getenv("JAVA_HOME"))
			.filter(Objects::nonNull)
			.map(Path::of);
		Stream<Path> onPath = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((folder) -> Path.of(folder, "java"))
			.filter(Files::isExecutable)
			.map((java) -> real(java).getParent().getParent());
		return Stream.of(named, onPath, system()).flatMap((each) -> each);
	}

	private static Stream<Path> system() {
		try (Stream<Path> folders = Files.isDirectory(SYSTEM) ? Files.list(SYSTEM) : Stream.empty()) {
			return folders.sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path real(Path file) {
		try {
			return file.toRealPath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** 0 if there is no JDK in the folder. */
	private static int version(Path folder) {
		Path release = folder.resolve("release");
		if (!Files.isReadable(release) || !Files.isExecutable(folder.resolve(Path.of("bin", "java")))) {
			return 0;
		}
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(release)) {
			properties.load(reader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "");
		return Runtime.Version.parse(version).feature();
	}

}
