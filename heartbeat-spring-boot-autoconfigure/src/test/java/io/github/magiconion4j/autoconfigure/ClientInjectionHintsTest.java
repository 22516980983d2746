package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.client.ReconnectingHubClient;
import io.github.magiconion4j.hub.StreamingHub;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runtime hints for hubs whose clients are injected, in any package: here no package is
 * the application's.
 */
class ClientInjectionHintsTest {

	private static final RuntimeHints hints = new RuntimeHints();

	@BeforeAll
	static void processAheadOfTime() {
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("example", "Application")), new InMemoryGeneratedFiles(), hints);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Bot.class, Beans.class);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { OfField.class, OfConstructor.class, OfBeanMethod.class, Later.class, Receiver.class })
	void bothInterfacesHaveProxies(Class<?> type) {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(type)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(hints);
	}

	interface Receiver {

	}

	interface OfField extends StreamingHub<Receiver> {

	}

	interface OfConstructor extends StreamingHub<Receiver> {

	}

	interface OfBeanMethod extends StreamingHub<Receiver> {

	}

	interface Later extends StreamingHub<Receiver> {

	}

	static class Parent {

		@StreamingHubClient("chat")
		OfField hub;

	}

	static class Bot extends Parent {

		Bot(@StreamingHubClient("chat") ReconnectingHubClient<OfConstructor> client) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		Object bean(@StreamingHubClient("chat") OfBeanMethod hub,
				@StreamingHubClient("chat") ObjectProvider<ReconnectingHubClient<Later>> later) {
			return hub;
		}

	}

}
