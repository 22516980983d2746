package io.github.magiconion4j.testing.chat;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * An application with one hub.
 */
@SpringBootApplication
class ChatApplication {

}
