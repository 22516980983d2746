package io.github.magiconion4j.interop.server;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint {@code streaminghubs} over JMX.
 */
class JmxIT {

	private static final int PORT = ServerProcess.freePort();

	private static final String[] STRINGS = { String.class.getName(), String.class.getName(), String.class.getName(),
			String.class.getName(), String.class.getName() };

	@RegisterExtension
	static final ServerProcess server = ServerProcess
		.with("--magiconion.streaming-hub.heartbeat.interval=100ms", "--spring.jmx.enabled=true",
				"--management.endpoints.jmx.exposure.include=streaminghubs")
		.jvm("-Dcom.sun.management.jmxremote.port=" + PORT, "-Dcom.sun.management.jmxremote.rmi.port=" + PORT,
				"-Dcom.sun.management.jmxremote.authenticate=false", "-Dcom.sun.management.jmxremote.ssl=false",
				"-Djava.rmi.server.hostname=127.0.0.1");

	@Test
	@SuppressWarnings("BanJNDI") // of an RMI registry of this machine
	void connectionsAreListedAndDisconnected() throws Exception {
		List<InteropClient> clients = InteropClient.connect(1, server.grpcPort(), InteropClient.INTEROP_HUB);
		try (InteropClient client = clients.get(0);
				JMXConnector connector = JMXConnectorFactory
					.connect(new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + PORT + "/jmxrmi"))) {
			MBeanServerConnection beans = connector.getMBeanServerConnection();
			ObjectName name = new ObjectName("org.springframework.boot:type=Endpoint,name=Streaminghubs");
			String id = client.connectionId();
			Map<?, ?> list = (Map<?, ?>) beans.invoke(name, "list", new String[5], STRINGS);
			assertThat(list.get("total")).isEqualTo(1);
			Map<?, ?> one = (Map<?, ?>) beans.invoke(name, "connection", new String[] { id, null, null, null },
					Arrays.copyOf(STRINGS, 4));
			assertThat(one.get("id")).isEqualTo(id);
			Assertions
				.assertThatThrownBy(
						() -> beans.invoke(name, "list", new String[] { null, "shut", null, null, null }, STRINGS))
				.hasMessage("state is shut, but it must be one of: open, closed, all");
			beans.invoke(name, "disconnect", new String[] { id, "by JMX" }, new String[] { STRINGS[0], STRINGS[1] });
			assertThat(client.status().getDescription()).isEqualTo("by JMX");
		}
	}

}
