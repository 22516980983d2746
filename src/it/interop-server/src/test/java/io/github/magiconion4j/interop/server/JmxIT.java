package io.github.magiconion4j.interop.server;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import com.sun.tools.attach.VirtualMachine;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The endpoint {@code streaminghubs} over JMX.
 */
class JmxIT {

	@RegisterExtension
	static final ServerProcess server = ServerProcess.with("--magiconion.streaming-hub.heartbeat.interval=100ms",
			"--spring.jmx.enabled=true", "--management.endpoints.jmx.exposure.include=streaminghubs");

	private JMXConnector connector;

	private MBeanServerConnection beans;

	/** Attaches to the process, so no port is needed. */
	@BeforeEach
	@SuppressWarnings("BanJNDI") // a local address, of the attached JVM
	void attach() throws Exception {
		VirtualMachine machine = VirtualMachine.attach(String.valueOf(server.process().pid()));
		try {
			this.connector = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
		}
		finally {
			machine.detach();
		}
		this.beans = this.connector.getMBeanServerConnection();
	}

	@AfterEach
	void close() throws Exception {
		this.connector.close();
	}

	/** Calls an operation whose parameters are all strings. */
	private Map<?, ?> invoke(String operation, @Nullable String... arguments) throws Exception {
		String[] signature = new String[arguments.length];
		Arrays.fill(signature, String.class.getName());
		return (Map<?, ?>) this.beans.invoke(
				new ObjectName("org.springframework.boot:type=Endpoint,name=Streaminghubs"), operation, arguments,
				signature);
	}

	private static InteropClient connect() throws Exception {
		return InteropClient.connect(1, server.grpcPort(), InteropClient.INTEROP_HUB).get(0);
	}

	@Test
	void connectionsAreListedAndDisconnected() throws Exception {
		try (InteropClient client = connect()) {
			String id = client.connectionId();
			assertThat(invoke("list", null, "open", null, null, null).get("total")).isEqualTo(1);
			assertThat(invoke("connection", id, null, null, null).get("id")).isEqualTo(id);
			assertThatThrownBy(() -> invoke("list", null, "shut", null, null, null))
				.hasMessage("state is shut, but it must be one of: open, closed, all");
			assertThat(invoke("disconnect", id, "by JMX")).isEqualTo(Map.of("disconnected", 1));
			assertThat(client.status().getDescription()).isEqualTo("by JMX");
		}
	}

	@Test
	void allConnectionsOfAHubAreDisconnected() throws Exception {
		try (InteropClient one = connect(); InteropClient another = connect()) {
			assertThat(invoke("disconnectAll", InteropClient.INTEROP_HUB, "all of you"))
				.isEqualTo(Map.of("disconnected", 2));
			assertThat(one.status().getDescription()).isEqualTo("all of you");
			assertThat(another.status().getDescription()).isEqualTo("all of you");
		}
	}

	@Test
	void aHeartbeatIsSuspendedAndResumed() throws Exception {
		try (InteropClient client = connect()) {
			String id = client.connectionId();
			for (String action : List.of("suspend", "resume")) {
				Map<?, ?> heartbeat = (Map<?, ?>) invoke("heartbeat", id, action).get("heartbeat");
				assertThat(heartbeat.get("state")).isEqualTo(action.equals("suspend") ? "suspended" : "on");
			}
			assertThatThrownBy(() -> invoke("heartbeat", id, "stop"))
				.hasMessage("heartbeat is stop, but it must be one of: suspend, resume");
		}
	}

	@Test
	void aHubIsDrained() throws Exception {
		try (InteropClient old = connect()) {
			assertThat(invoke("newConnections", InteropClient.INTEROP_HUB, "refuse").get("refusing"))
				.isEqualTo(List.of(InteropClient.INTEROP_HUB));
			try (InteropClient refused = InteropClient.connect(server.grpcPort())) {
				assertThat(refused.status().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
			}
			assertThat(old.isOpen()).isTrue();
			assertThat(invoke("newConnections", null, "accept").get("refusing")).isEqualTo(List.of());
			connect().close();
		}
	}

}
