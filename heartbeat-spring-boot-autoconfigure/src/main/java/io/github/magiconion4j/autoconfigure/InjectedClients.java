package io.github.magiconion4j.autoconfigure;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.github.magiconion4j.client.ReconnectingHubClient;
import io.github.magiconion4j.contract.HubContract;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.StringUtils;

/**
 * The clients that are injected with {@link StreamingHubClient}. Their receivers are
 * resolved after all singletons have been created, because a receiver may need its
 * client.
 */
final class InjectedClients implements SmartInitializingSingleton {

	private final StreamingHubClients clients;

	private final BeanFactory beanFactory;

	private final Map<Wanted, Client> known = new ConcurrentHashMap<>();

	private volatile boolean allBeansMade;

	InjectedClients(StreamingHubClients clients, BeanFactory beanFactory) {
		this.clients = clients;
		this.beanFactory = beanFactory;
	}

	ReconnectingHubClient<?> get(Wanted wanted) {
		Client client = this.known.computeIfAbsent(wanted, this::create);
		if (this.allBeansMade) {
			begin(wanted, client);
		}
		return client.handle();
	}

	private Client create(Wanted wanted) {
		CompletableFuture<Object> receiver = new CompletableFuture<>();
		return new Client(this.clients.createWhen(receiver, wanted.name(), wanted.hubType(),
				(hub) -> connected(receiver.join(), hub)), receiver);
	}

	@SuppressWarnings("unchecked") // OnConnected is declared for the hub interface
	private static @Nullable CompletionStage<?> connected(Object receiver, Object hub) {
		return (receiver instanceof OnConnected<?> told) ? ((OnConnected<Object>) told).onConnected(hub) : null;
	}

	@Override
	public void afterSingletonsInstantiated() {
		this.allBeansMade = true;
		this.known.forEach(this::begin);
	}

	private void begin(Wanted wanted, Client client) {
		if (!client.receiver().isDone()) {
			client.receiver().complete(receiver(wanted));
		}
	}

	private Object receiver(Wanted wanted) {
		Class<?> type = HubContract.of(wanted.hubType()).receiverType();
		try {
			return wanted.receiver().isEmpty() ? this.beanFactory.getBean(type)
					: this.beanFactory.getBean(wanted.receiver(), type);
		}
		catch (NoUniqueBeanDefinitionException ex) {
			throw new HubConfigurationException(
					"There is more than one bean of type " + type.getName() + " for " + wanted + ": "
							+ StringUtils.collectionToDelimitedString(ex.getBeanNamesFound(), ", ") + ".",
					"Name one: @StreamingHubClient(value = \"" + wanted.name()
							+ "\", receiver = \"...\"), or make one of them @Primary.");
		}
		catch (NoSuchBeanDefinitionException ex) {
			throw new HubConfigurationException(
					"There is no bean" + (wanted.receiver().isEmpty() ? "" : " \"" + wanted.receiver() + "\"")
							+ " of type " + type.getName() + " for " + wanted + ".",
					"Declare one. The server calls its methods.");
		}
	}

	/**
	 * The key of a client: equal injection points share a client.
	 *
	 * @param name the name of the client
	 * @param hubType the hub interface
	 * @param receiver the name of the receiver bean, or empty
	 */
	record Wanted(String name, Class<?> hubType, String receiver) {

		@Override
		public String toString() {
			return "the client \"" + this.name + "\" of " + this.hubType.getName();
		}

	}

	/**
	 * A client and its future receiver.
	 *
	 * @param handle the client
	 * @param receiver completes with the receiver; then the client starts to connect
	 */
	private record Client(ReconnectingHubClient<?> handle, CompletableFuture<Object> receiver) {

	}

}
