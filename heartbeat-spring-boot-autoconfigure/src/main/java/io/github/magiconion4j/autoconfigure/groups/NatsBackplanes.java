package io.github.magiconion4j.autoconfigure.groups;

import io.nats.client.Connection;
import io.nats.client.Options;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * Creates the NATS adapter. Only used if the classes of NATS are on the class path.
 */
final class NatsBackplanes {

	private NatsBackplanes() {
	}

	static AbstractBackplane create(GroupsProperties properties, ListableBeanFactory beans) {
		Connection connection = beans.getBeanProvider(Connection.class).getIfUnique();
		return new NatsBackplane(
				(connection != null) ? NatsConnections.of(connection) : NatsConnections.own(options(properties.nats())),
				properties.maxUnsentBytes().toBytes(), properties.patience());
	}

	private static Options.Builder options(GroupsProperties.Nats nats) {
		Options.Builder options = new Options.Builder().servers(nats.servers().toArray(String[]::new));
		if (nats.token() != null) {
			options.token(nats.token().toCharArray());
		}
		else if (nats.username() != null) {
			String password = nats.password();
			options.userInfo(nats.username(), (password != null) ? password : "");
		}
		return options;
	}

}
