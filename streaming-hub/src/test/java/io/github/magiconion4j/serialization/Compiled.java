package io.github.magiconion4j.serialization;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Classes that are compiled with other options than the tests.
 */
final class Compiled {

	private Compiled() {
	}

	/** Compiles a public class without a package. */
	static Class<?> of(Path directory, String option, String name, String source) throws Exception {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null)) {
			SimpleJavaFileObject file = new SimpleJavaFileObject(URI.create("string:///" + name + ".java"),
					JavaFileObject.Kind.SOURCE) {

				@Override
				public CharSequence getCharContent(boolean ignoreErrors) {
					return source;
				}

			};
			List<String> options = List.of(option, "-proc:none", "-d", directory.toString(), "-cp",
					Path.of(Key.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
			assertThat(compiler.getTask(null, files, problems, options, null, List.of(file)).call())
				.as(problems.getDiagnostics().toString())
				.isTrue();
		}
		URLClassLoader loader = new URLClassLoader(new URL[] { directory.toUri().toURL() }, Key.class.getClassLoader());
		return loader.loadClass(name);
	}

}
