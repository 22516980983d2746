package io.github.magiconion4j.sample;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.jayway.jsonpath.JsonPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real headless browser, controlled over its DevTools protocol. If it is missing, the
 * test is skipped.
 */
final class Chromium implements WebSocket.Listener, AutoCloseable {

	private static final int PATIENCE_SECONDS = 60;

	private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://([^/]+)/.*");

	private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

	private final StringBuilder partial = new StringBuilder();

	private final HttpClient http = HttpClient.newHttpClient();

	private final Process process;

	private final WebSocket page;

	private int commands;

	Chromium(String url, Path profile) throws Exception {
		this.process = new ProcessBuilder(program(), "--headless", "--no-sandbox", "--disable-gpu",
				"--remote-debugging-port=0", "--user-data-dir=" + profile, "--window-size=1000,620", url)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		this.page = this.http.newWebSocketBuilder()
			.buildAsync(URI.create(target(address())), this)
			.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	private static String program() {
		Path found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
			.flatMap((folder) -> Stream.of(Path.of(folder, "chromium"), Path.of(folder, "google-chrome")))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
		Assumptions.assumeTrue(found != null, "there is no chromium on the PATH");
		return String.valueOf(found);
	}

	private String address() throws IOException {
		BufferedReader errors = this.process.errorReader();
		for (String line = errors.readLine(); line != null; line = errors.readLine()) {
			Matcher listening = LISTENING.matcher(line);
			if (listening.matches()) {
				return listening.group(1);
			}
		}
		throw new AssertionError("chromium did not start");
	}

	private String target(String address) throws Exception {
		String targets = this.http
			.send(HttpRequest.newBuilder(URI.create("http://" + address + "/json")).build(),
					HttpResponse.BodyHandlers.ofString())
			.body();
		List<String> pages = JsonPath.read(targets, "$[?(@.type == 'page')].webSocketDebuggerUrl");
		return pages.get(0);
	}

	@Override
	public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
		this.partial.append(data);
		if (last) {
			this.answers.add(this.partial.toString());
			this.partial.setLength(0);
		}
		socket.request(1);
		return null;
	}

	/** Evaluates an expression in the page. */
	String evaluate(String expression) throws Exception {
		return JsonPath.parse(command("Runtime.evaluate", "{\"expression\": \"String(" + expression + ")\"}"))
			.read("$.result.result.value");
	}

	/** Sets the page's size to a device's screen, in CSS pixels. */
	void resize(int width, int height) throws Exception {
		command("Emulation.setDeviceMetricsOverride",
				"{\"width\": " + width + ", \"height\": " + height + ", \"deviceScaleFactor\": 1, \"mobile\": true}");
	}

	/** Takes a screenshot (PNG). */
	byte[] screenshot() throws Exception {
		return Base64.getDecoder()
			.decode(JsonPath.<String>read(command("Page.captureScreenshot", "{}"), "$.result.data"));
	}

	private String command(String method, String parameters) throws Exception {
		String json = "{\"id\": " + ++this.commands + ", \"method\": \"" + method + "\", \"params\": " + parameters
				+ "}";
		this.page.sendText(json, true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		while (true) {
			String answer = this.answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
			if (answer == null) {
				throw new AssertionError("no answer to " + json);
			}
			if (answer.startsWith("{\"id\":" + this.commands + ",")) {
				return answer;
			}
		}
	}

	@Override
	public void close() {
		this.page.abort();
		this.process.descendants().forEach(ProcessHandle::destroy);
		this.process.destroy();
	}

}
