package io.github.magiconion4j.interop.kotlin

import io.github.magiconion4j.hub.ServiceName
import io.github.magiconion4j.hub.StreamingHub
import io.github.magiconion4j.serialization.Key
import jakarta.validation.constraints.NotBlank
import reactor.core.publisher.Mono

@ServiceName("IGameHub")
interface GameHub : StreamingHub<GameReceiver> {

	suspend fun joinAsync(@NotBlank room: String, player: Player): List<Player>

	suspend fun leaveAsync() // C#'s Task

	suspend fun nextAsync(): Player

	fun findAsync(name: String): Mono<Player>

	fun say(text: String) // C#'s void

}

interface GameReceiver {

	fun onJoin(player: Player)

	fun onMessage(text: String)

	suspend fun confirmAsync(question: String): Boolean

}

data class Player(@Key(0) val name: String, @Key(1) val at: Position, @Key(2) val title: String? = null)

data class Position(val x: Int, val y: Int)
