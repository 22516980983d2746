package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Mono is supported as a result. Reactor's other types in a contract fail the start
 * with a text that says what to use instead.
 */
class ReactiveHubsTest {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(StreamingHubAutoConfiguration.class));

	@Test
	void many() {
		this.runner.withBean(Many.class)
			.run((context) -> assertThat(
					new HubConfigurationFailureAnalyzer().analyze(context.getStartupFailure()).getDescription())
				.contains(".result()", "a list"));
	}

	@Test
	void one() {
		this.runner.withBean(One.class).run((context) -> assertThat(context).hasNotFailed());
	}

	interface Receiver {

	}

	interface ManyHub extends StreamingHub<Receiver> {

		Flux<String> result();

	}

	@StreamingHubService
	static class Many extends StreamingHubBase<Receiver> implements ManyHub {

		@Override
		public Flux<String> result() {
			return Flux.empty();
		}

	}

	interface OneHub extends StreamingHub<Receiver> {

		Mono<String> result();

	}

	@StreamingHubService
	static class One extends StreamingHubBase<Receiver> implements OneHub {

		@Override
		public Mono<String> result() {
			return Mono.empty();
		}

	}

}
