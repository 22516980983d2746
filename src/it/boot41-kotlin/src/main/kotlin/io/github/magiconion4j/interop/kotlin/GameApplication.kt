package io.github.magiconion4j.interop.kotlin

import com.fasterxml.jackson.module.kotlin.kotlinModule
import io.github.magiconion4j.serialization.HubSerializer
import io.github.magiconion4j.serialization.MessagePackHubSerializer
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication
import org.springframework.context.annotation.Bean

@SpringBootApplication
class GameApplication {

	@Bean
	fun hubSerializer(): HubSerializer = MessagePackHubSerializer(kotlinModule())

}

fun main(args: Array<String>) {
	runApplication<GameApplication>(*args)
}
