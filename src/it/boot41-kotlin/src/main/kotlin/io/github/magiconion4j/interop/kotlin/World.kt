package io.github.magiconion4j.interop.kotlin

import java.util.concurrent.ConcurrentHashMap
import java.util.concurrent.CountDownLatch
import kotlinx.coroutines.awaitCancellation
import org.springframework.stereotype.Component

/** The players in each room. */
@Component
class World {

	private val players = ConcurrentHashMap<String, Player>()

	val cancelled = CountDownLatch(1)

	fun enter(player: Player): List<Player> {
		players[player.name] = player
		return players.values.sortedBy { it.name }
	}

	fun leave() = players.clear()

	fun find(name: String): Player? = players[name]

	/** Nobody enters. */
	suspend fun next(): Player {
		try {
			awaitCancellation()
		}
		finally {
			cancelled.countDown()
		}
	}

}
