package io.github.magiconion4j.interop.client;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;

/**
 * The command line arguments.
 *
 * @param mode the first argument, if it is not an option
 * @param options the options by name
 */
record Arguments(String mode, Map<String, String> options) {

	private static final String DEFAULT_ADDRESS = "http://127.0.0.1:5000";

	static Arguments parse(String... args) {
		Deque<String> rest = new ArrayDeque<>(Arrays.asList(args));
		String mode = (rest.isEmpty() || rest.peek().startsWith("--")) ? "" : rest.remove();
		Map<String, String> options = new HashMap<>();
		while (!rest.isEmpty()) {
			String[] option = rest.remove().split("=", 2);
			if (!option[0].startsWith("--")) {
				throw new IllegalArgumentException("expected an option, found " + option[0]);
			}
			String value = (option.length == 2) ? option[1]
					: (rest.isEmpty() || rest.peek().startsWith("--")) ? "" : rest.remove();
			options.put(option[0].substring(2), value);
		}
		return new Arguments(mode, options);
	}

	String text(String name) {
		return this.options.getOrDefault(name, "");
	}

	int number(String name, int otherwise) {
		String text = this.options.get(name);
		try {
			return (text == null) ? otherwise : Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("--" + name + " needs a number, not '" + text + "'", ex);
		}
	}

	/** A channel with a TCP connection of its own. */
	NettyChannelBuilder channel() {
		return channel(addresses()[0]);
	}

	private String[] addresses() {
		return this.options.getOrDefault("address", DEFAULT_ADDRESS).split(",");
	}

	private static NettyChannelBuilder channel(String address) {
		if (!address.startsWith("http://")) {
			throw new IllegalArgumentException("only http:// is supported, not " + address);
		}
		return NettyChannelBuilder.forTarget(address.substring("http://".length())).usePlaintext();
	}

	/** A channel whose callbacks run on the transport's threads. */
	ManagedChannel directChannel() {
		return channel().directExecutor().build();
	}

	/** Such channels, to each of the addresses in turn. */
	List<ManagedChannel> directChannels(int count) {
		String[] addresses = addresses();
		return IntStream.range(0, count)
			.mapToObj((i) -> channel(addresses[i % addresses.length]).directExecutor().build())
			.toList();
	}

}
