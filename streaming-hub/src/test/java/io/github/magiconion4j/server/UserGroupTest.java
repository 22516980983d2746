package io.github.magiconion4j.server;

import java.security.Principal;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.github.magiconion4j.backplane.InMemoryBackplane;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * All connections of a user.
 */
class UserGroupTest {

	private final InMemoryBackplane backplane = new InMemoryBackplane();

	/** The user of the next connections. */
	private final Queue<String> users = new ConcurrentLinkedQueue<>();

	private TestServer server(GroupSettings settings) throws Exception {
		return new TestServer(new TestServerOptions().groups(settings).propagator(() -> {
			String name = this.users.poll();
			return new ContextPropagator.Captured() {

				@Override
				public ContextPropagator.Scope attach() {
					return () -> {
					};
				}

				@Override
				public @Nullable Principal principal() {
					return (name == null || name.isEmpty()) ? null : () -> name;
				}

			};
		}));
	}

	private BackplaneMember connect(TestServer server, String user) throws Exception {
		this.users.add(user);
		return BackplaneMember.connect(server);
	}

	@Test
	void aUserIsReachedOnAllServers() throws Exception {
		try (TestServer here = server(GroupSettings.DEFAULTS.withUsers(true).withBackplane(this.backplane.connect()));
				TestServer there = server(
						GroupSettings.DEFAULTS.withUsers(true).withBackplane(this.backplane.connect()))) {
			BackplaneMember phone = connect(here, "alice");
			BackplaneMember browser = connect(there, "alice");
			BackplaneMember bob = connect(there, "bob");
			BackplaneMember nobody = connect(here, "");
			assertThat(this.backplane.subscriptions()).isEqualTo(2);
			here.applicationGroups().user("alice", TestHubReceiver.class).onText("x");
			there.applicationGroups().user("alice", TestHubReceiver.class).onText("y");
			there.applicationGroups().user("carol", TestHubReceiver.class).onText("z");
			assertThat(List.of(phone.next(), phone.next())).containsExactly("x", "y");
			assertThat(List.of(browser.next(), browser.next())).containsExactly("x", "y");
			assertThat(bob.heard()).isEmpty();
			assertThat(nobody.heard()).isEmpty();
			phone.client().cancel();
			await().until(() -> this.backplane.subscriptions() == 1);
			here.applicationGroups().user("alice", TestHubReceiver.class).onText("from a server without her");
			assertThat(browser.next()).isEqualTo("from a server without her");
		}
	}

	@Test
	void withoutABackplaneOnlyThisServerCounts() throws Exception {
		try (TestServer server = server(GroupSettings.DEFAULTS.withUsers(true))) {
			BackplaneMember first = connect(server, "alice");
			BackplaneMember second = connect(server, "alice");
			server.applicationGroups().user("alice", TestHubReceiver.class).onText("x");
			assertThat(first.next()).isEqualTo("x");
			assertThat(second.next()).isEqualTo("x");
			first.client().cancel();
			await().until(() -> server.connections() == 1);
			server.applicationGroups().user("alice", TestHubReceiver.class).onText("y");
			assertThat(second.next()).isEqualTo("y");
		}
	}

	@Test
	void userGroupsAreDisabledByDefault() throws Exception {
		try (TestServer server = server(GroupSettings.DEFAULTS)) {
			assertThatIllegalStateException()
				.isThrownBy(() -> server.applicationGroups().user("alice", TestHubReceiver.class))
				.withMessageContaining("users");
		}
	}

}
