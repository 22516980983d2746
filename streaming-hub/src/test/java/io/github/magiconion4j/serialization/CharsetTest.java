package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Text is UTF-8, also on a machine with another charset.
 */
class CharsetTest {

	private static final String TEXT = "한글";

	@Test
	void isNotThatOfTheMachine() throws IOException, InterruptedException {
		Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
				"-Dfile.encoding=ISO-8859-1", "-cp", System.getProperty("java.class.path"), CharsetTest.class.getName())
			.redirectErrorStream(true)
			.start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
		assertThat(process.waitFor()).as(output).isZero();
	}

	@Test
	void unpairedSurrogatesAreReplacedAsInCSharp() throws IOException {
		assertThat(Bodies.written(String.class, "a\ud83cb")).isEqualTo("a5 61 ef bf bd 62");
		assertThat(Bodies.written(String.class, "\udfae\ud83c")).isEqualTo("a6 ef bf bd ef bf bd");
		assertThat(Bodies.written(String.class, "\ud83c\udfae")).isEqualTo("a4 f0 9f 8e ae");
		assertThat(Bodies.written(Object.class, Map.of("\ud83c", 1))).isEqualTo("81 a3 ef bf bd d2 00 00 00 01");
		assertThat(Bodies.written(new TypeReference<Map<String, String>>() {
		}.getType(), Map.of("\ud83c", "?"))).isEqualTo("81 a3 ef bf bd a1 3f");
		assertThat(Bodies.read(String.class, Bodies.written(String.class, "x".repeat(40) + "\ud83c")))
			.isEqualTo("x".repeat(40) + "\ufffd");
	}

	/** Runs on that machine. */
	public static void main(String[] arguments) throws IOException {
		assertThat(Charset.defaultCharset()).isEqualTo(StandardCharsets.ISO_8859_1);
		Type type = new TypeReference<Map<String, String>>() {
		}.getType();
		for (String text : new String[] { TEXT, TEXT.repeat(10), TEXT.repeat(20), TEXT.repeat(100),
				TEXT.repeat(20_000) }) {
			Map<String, String> map = Map.of(text, text);
			assertThat(Bodies.read(type, Bodies.written(type, map))).isEqualTo(map);
			assertThat(Bodies.read(Object.class, Bodies.written(type, map))).isEqualTo(map);
		}
		assertThat(Bodies.read(String.class, "a6 ed 95 9c ea b8 80")).isEqualTo(TEXT);
		assertThat(Bodies.read(byte[].class, "a6 ed 95 9c ea b8 80")).isEqualTo(TEXT.getBytes(StandardCharsets.UTF_8));
	}

}
