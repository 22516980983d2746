package io.github.magiconion4j.sample;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract of the C# clients is the one that the sample serves.
 */
class CSharpContractTest {

	private static final Pattern INTERFACE = Pattern.compile("interface (\\w+)[^{]*\\{([^}]*)\\}");

	private static final Pattern METHOD = Pattern.compile("(?m)^\\s+(\\S+ \\w+\\([^)]*\\));$");

	@Test
	void itIsTheSame() throws IOException {
		List<MatchResult> interfaces = INTERFACE.matcher(Files.readString(Path.of("csharp", "IChatHub.cs")))
			.results()
			.toList();
		assertThat(interfaces).hasSize(2);
		for (MatchResult each : interfaces) {
			Class<?> java = each.group(1).equals("IChatHub") ? ChatHub.class : ChatHubReceiver.class;
			assertThat(each.group(1)).isEqualTo("I" + java.getSimpleName());
			assertThat(METHOD.matcher(each.group(2)).results().map((method) -> method.group(1)))
				.containsExactlyInAnyOrderElementsOf(
						Stream.of(java.getDeclaredMethods()).map(CSharpContractTest::csharp).toList());
		}
	}

	private static String csharp(Method method) {
		String name = method.getName();
		String result = csharp(method.getReturnType());
		return (result.equals("void") ? result : "Task<" + result + ">") + " "
				+ name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)
				+ Stream.of(method.getParameters())
					.map((parameter) -> csharp(parameter.getType()) + " " + parameter.getName())
					.collect(Collectors.joining(", ", "(", ")"));
	}

	private static String csharp(Class<?> type) {
		return type.getSimpleName().toLowerCase(Locale.ROOT);
	}

}
