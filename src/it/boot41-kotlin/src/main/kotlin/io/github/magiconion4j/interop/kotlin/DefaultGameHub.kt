package io.github.magiconion4j.interop.kotlin

import io.github.magiconion4j.autoconfigure.StreamingHubService
import io.github.magiconion4j.hub.HubStatusException
import io.github.magiconion4j.hub.StreamingHubBase
import io.grpc.Status
import kotlinx.coroutines.delay
import reactor.core.publisher.Mono

@StreamingHubService
class DefaultGameHub(private val world: World) : StreamingHubBase<GameReceiver>(), GameHub {

	override suspend fun joinAsync(room: String, player: Player): List<Player> {
		if (!client().confirmAsync("Join $room?")) { // suspends until the client has answered
			throw HubStatusException(Status.Code.PERMISSION_DENIED, "declined")
		}
		delay(1) // continues on the hub's executor, like the code before
		group().add(room).all().onJoin(player)
		return world.enter(player)
	}

	override suspend fun leaveAsync() {
		world.leave()
	}

	override suspend fun nextAsync(): Player = world.next()

	override fun findAsync(name: String): Mono<Player> = Mono.justOrEmpty(world.find(name))

	override fun say(text: String) {
		client().onMessage("$text on ${Thread.currentThread().name.substringBefore('-')}")
	}

}
