package io.github.magiconion4j.interop.kotlin

import io.github.magiconion4j.client.HubClient
import io.github.magiconion4j.client.StreamingHubClient
import io.github.magiconion4j.client.StreamingHubClientOptions
import io.github.magiconion4j.hub.HubStatusException
import io.github.magiconion4j.hub.ServiceName
import io.github.magiconion4j.hub.StreamingHub
import io.github.magiconion4j.serialization.HubSerializer
import io.grpc.Grpc
import io.grpc.InsecureChannelCredentials
import io.grpc.ManagedChannel
import io.grpc.Status
import java.util.concurrent.BlockingQueue
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletionStage
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.delay
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatExceptionOfType
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.BeforeEach
import org.junit.jupiter.api.Test
import org.springframework.beans.factory.annotation.Autowired
import org.springframework.boot.test.context.SpringBootTest
import org.springframework.grpc.server.lifecycle.GrpcServerLifecycle

/** A hub and its clients in Kotlin, over the network. */
@SpringBootTest(properties = ["spring.grpc.server.port=0"])
class GameHubTest @Autowired constructor(
	private val world: World,
	private val serializer: HubSerializer,
	grpc: GrpcServerLifecycle,
) {

	private val channel: ManagedChannel =
		Grpc.newChannelBuilderForAddress("127.0.0.1", grpc.port, InsecureChannelCredentials.create()).build()

	private val receiver = Receiver()

	private lateinit var client: HubClient<GameHub>

	private val options: StreamingHubClientOptions
		get() = StreamingHubClientOptions.createWithDefault().withSerializer(serializer)

	@BeforeEach
	fun connect() {
		world.leave()
		client = StreamingHubClient.connect(channel, GameHub::class.java, receiver, options)
	}

	@AfterEach
	fun close() {
		channel.shutdownNow()
	}

	@Test
	fun dataClassesGoThereAndBack() = runBlocking {
		val alice = Player("alice", Position(1, 2))
		val bob = Player("bob", Position(-3, 4), "the builder")
		assertThat(client.hub().joinAsync("room", bob)).containsExactly(bob)
		assertThat(client.hub().joinAsync("room", alice)).containsExactly(alice, bob)
		assertThat(receiver.next()).isEqualTo("Join room?")
		assertThat(receiver.next()).isEqualTo(bob)
		client.hub().leaveAsync()
		assertThat(world.find("bob")).isNull()
	}

	@Test
	fun aMonoIsAResultToo() = runBlocking<Unit> {
		val alice = Player("alice", Position(1, 2))
		client.hub().joinAsync("room", alice)
		assertThat(client.hub().findAsync("alice").block()).isEqualTo(alice)
		assertThat(client.hub().findAsync("nobody").block()).isNull()
	}

	@Test
	fun theReceiverMayRefuse() {
		receiver.answer = false
		assertFails(Status.Code.PERMISSION_DENIED, "declined") { joinAsync("room", Player("alice", Position(1, 2))) }
	}

	@Test
	fun constraintsHold() =
		assertFails(Status.Code.INVALID_ARGUMENT, "JoinAsync: room") { joinAsync(" ", Player("alice", Position(1, 2))) }

	@Test
	fun hubCodeRunsOnTheThreadsOfHubs() {
		client.hub().say("hello")
		assertThat(receiver.next()).isEqualTo("hello on streaming")
	}

	@Test
	fun theEndOfTheConnectionCancels() {
		assertThatExceptionOfType(CancellationException::class.java)
			.isThrownBy { runBlocking { withTimeout(100) { client.hub().nextAsync() } } }
		assertThat(world.cancelled.count).isEqualTo(1)
		client.closeAsync()
		assertThat(world.cancelled.await(20, TimeUnit.SECONDS)).isTrue()
	}

	/** The same hub, as Java sees it. */
	@Test
	fun onTheWireItIsWhatAStageIs() {
		val plain = StreamingHubClient.connect(channel, PlainHub::class.java, Agreeing(), options)
		val alice = Player("alice", Position(1, 2))
		assertThat(plain.hub().joinAsync("room", alice).toCompletableFuture().get(20, TimeUnit.SECONDS))
			.containsExactly(alice)
	}

	private fun assertFails(code: Status.Code, text: String, call: suspend GameHub.() -> Unit) {
		assertThatExceptionOfType(HubStatusException::class.java)
			.isThrownBy { runBlocking { client.hub().call() } }
			.withMessageContaining(text)
			.satisfies({ assertThat(it.statusCode()).isEqualTo(code.value()) })
	}

	private class Receiver : GameReceiver {

		private val heard: BlockingQueue<Any> = LinkedBlockingQueue()

		@Volatile
		var answer = true

		fun next(): Any? = heard.poll(20, TimeUnit.SECONDS)

		override fun onJoin(player: Player) {
			heard += player
		}

		override fun onMessage(text: String) {
			heard += text
		}

		override suspend fun confirmAsync(question: String): Boolean {
			delay(1)
			heard += question
			return answer
		}

	}

	private class Agreeing : PlainReceiver {

		override fun confirmAsync(question: String): CompletionStage<Boolean> = CompletableFuture.completedFuture(true)

	}

	@ServiceName("IGameHub")
	interface PlainHub : StreamingHub<PlainReceiver> {

		fun joinAsync(room: String, player: Player): CompletionStage<List<Player>>

	}

	interface PlainReceiver {

		fun confirmAsync(question: String): CompletionStage<Boolean>

	}

}
