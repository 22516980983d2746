package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

import com.jayway.jsonpath.JsonPath;

/**
 * A client of {@code /actuator}.
 */
final class Actuator {

	private static final String METRICS = "metrics";

	private static final String PREFIX = METRICS + "/magiconion.server.streaminghub.";

	private static final int OK = 200;

	private static final int NOT_FOUND = 404;

	private final HttpClient http = HttpClient.newHttpClient();

	private final ServerProcess server;

	Actuator(ServerProcess server) {
		this.server = server;
	}

	/** The value of a gauge, or the count of a counter. */
	double value(String meter, String tag) throws IOException, InterruptedException {
		return statistic("VALUE", meter, tag);
	}

	/** The count of a counter. */
	double count(String meter, String tag) throws IOException, InterruptedException {
		return statistic("COUNT", meter, tag);
	}

	/** The values of a meter's tag; none, if there is no such meter. */
	List<String> tagValues(String meter, String tag) throws IOException, InterruptedException {
		HttpResponse<String> response = get(meter);
		if (response.statusCode() == NOT_FOUND) {
			return List.of();
		}
		return JsonPath.read(response.body(), "$.availableTags[?(@.tag == '" + tag + "')].values[*]");
	}

	/** The names of all meters, including those of other libraries. */
	List<String> names() throws IOException, InterruptedException {
		return JsonPath.read(request(METRICS).body(), "$.names[*]");
	}

	/** A statistic of a meter of the application's own clients. */
	double ofClients(String name, String meter, String tag) throws IOException, InterruptedException {
		return statistic(name, request(METRICS + "/magiconion.client.streaminghub." + meter + "?tag=" + tag));
	}

	private double statistic(String name, String meter, String tag) throws IOException, InterruptedException {
		return statistic(name, get(meter + "?tag=" + tag));
	}

	private static double statistic(String name, HttpResponse<String> response) {
		if (response.statusCode() == NOT_FOUND) {
			return 0; // not yet
		}
		List<Double> values = JsonPath.read(response.body(), "$.measurements[?(@.statistic == '" + name + "')].value");
		return values.get(0);
	}

	private HttpResponse<String> get(String path) throws IOException, InterruptedException {
		return request(PREFIX + path);
	}

	private HttpResponse<String> request(String path) throws IOException, InterruptedException {
		HttpResponse<String> response = send("GET", path, "");
		if (response.statusCode() != OK && response.statusCode() != NOT_FOUND) {
			throw new AssertionError(path + " answered " + response.statusCode() + ": " + response.body());
		}
		return response;
	}

	/** Sends a request, with a JSON body if there is one. */
	HttpResponse<String> send(String method, String path, String body) throws IOException, InterruptedException {
		URI uri = URI.create("http://127.0.0.1:" + this.server.httpPort() + "/actuator/" + path);
		return this.http.send(HttpRequest.newBuilder(uri)
			.header("Content-Type", "application/json")
			.method(method,
					body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

}
