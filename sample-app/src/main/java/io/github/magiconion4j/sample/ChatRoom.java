package io.github.magiconion4j.sample;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.springframework.stereotype.Component;

/**
 * Who is connected.
 */
@Component
class ChatRoom {

	private final Map<ChatHubReceiver, String> users = new ConcurrentHashMap<>();

	void join(ChatHubReceiver client, String user) {
		this.users.put(client, user);
	}

	void leave(ChatHubReceiver client) {
		this.users.remove(client);
	}

	List<String> users() {
		return this.users.values().stream().sorted().toList();
	}

	void tellAll(Consumer<ChatHubReceiver> message) {
		this.users.keySet().forEach(message);
	}

}
