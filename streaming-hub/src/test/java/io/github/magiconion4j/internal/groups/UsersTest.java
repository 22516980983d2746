package io.github.magiconion4j.internal.groups;

import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.magiconion4j.hub.SameUserPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One connection per user, without a server.
 */
class UsersTest {

	private final Users users = new Users(SameUserPolicy.KICK, null, TimeUnit.MINUTES.toNanos(1),
			InstantSource.system());

	@Test
	void theThirdOneWaitsForTheFirst() {
		Client first = new Client();
		Client second = new Client();
		Client third = new Client();
		first.enters().join();
		CompletableFuture<Void> entered = second.enters();
		await().until(() -> first.ended);
		CompletableFuture<Void> last = third.enters();
		await().until(() -> second.ended);
		second.disconnected.complete(null);
		await().during(Duration.ofMillis(200)).until(() -> !last.isDone());
		first.disconnected.complete(null);
		assertThat(last).succeedsWithin(Duration.ofSeconds(20));
		assertThat(entered).succeedsWithin(Duration.ofSeconds(20));
		assertThat(third.ended).isFalse();
	}

	private final class Client {

		private final UUID id = UUID.randomUUID();

		private final CompletableFuture<@Nullable Void> disconnected = new CompletableFuture<>();

		private volatile boolean ended;

		private final UserConnection connection = (UserConnection) Proxy.newProxyInstance(
				UserConnection.class.getClassLoader(), new Class<?>[] { UserConnection.class },
				(proxy, method, arguments) -> switch (method.getName()) {
					case "connectionId" -> this.id;
					case "serviceName" -> "IHub";
					case "principal" -> (Principal) () -> "alice";
					case "hasEnded" -> this.ended;
					case "disconnected" -> this.disconnected;
					case "terminate" -> {
						this.ended = true;
						yield null;
					}
					default -> throw new UnsupportedOperationException(method.getName());
				});

		CompletableFuture<Void> enters() {
			long arrival = UsersTest.this.users.arrive();
			return CompletableFuture.runAsync(() -> {
				try {
					UsersTest.this.users.enter(this.connection, arrival);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}, (task) -> new Thread(task).start());
		}

	}

}
