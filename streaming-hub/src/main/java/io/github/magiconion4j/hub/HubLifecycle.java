package io.github.magiconion4j.hub;

/**
 * The calls that the runtime makes on a hub. For the runtime; not for use in
 * applications.
 */
public final class HubLifecycle {

	private HubLifecycle() {
	}

	/**
	 * Gives a new hub its connection.
	 * @param hub the hub
	 * @param context its connection
	 * @param clients the clients it can call
	 * @param <R> the type of the receiver
	 */
	public static <R> void bind(StreamingHubBase<R> hub, HubContext context, HubClients<R> clients) {
		hub.bind(context, clients);
	}

	/**
	 * Calls {@code onConnecting}.
	 * @param hub the hub
	 * @throws Exception what the hub threw
	 */
	public static void connecting(StreamingHubBase<?> hub) throws Exception {
		hub.onConnecting();
	}

	/**
	 * Calls {@code onConnected}.
	 * @param hub the hub
	 * @throws Exception what the hub threw
	 */
	public static void connected(StreamingHubBase<?> hub) throws Exception {
		hub.onConnected();
	}

	/**
	 * Calls {@code onDisconnected}.
	 * @param hub the hub
	 * @param reason why the connection ended
	 * @throws Exception what the hub threw
	 */
	public static void disconnected(StreamingHubBase<?> hub, DisconnectReason reason) throws Exception {
		hub.onDisconnected(reason);
	}

}
