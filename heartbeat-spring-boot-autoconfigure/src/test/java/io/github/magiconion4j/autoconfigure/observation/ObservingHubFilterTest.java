package io.github.magiconion4j.autoconfigure.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.magiconion4j.autoconfigure.HubInstrumentation;
import io.github.magiconion4j.autoconfigure.LocalHub;
import io.github.magiconion4j.protocol.ServerMessage;
import io.github.magiconion4j.testing.TestHubClient;
import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each call and each connect is observed separately.
 */
class ObservingHubFilterTest {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final LocalHub hub = new LocalHub(new ObservingHubFilter(this.registry, null, new ConnectTraces()));

	@BeforeEach
	void serve() throws Exception {
		this.hub.serve(new HubInstrumentation() {
		});
	}

	@AfterEach
	void close() {
		this.hub.close();
	}

	private List<Observation.Context> recorded() {
		List<Observation.Context> stopped = new ArrayList<>();
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStop(Observation.Context context) {
				stopped.add(context);
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof HubCallObservationContext;
			}

		});
		return stopped;
	}

	@Test
	void aCallHasHubMethodAndConnection() throws Exception {
		List<Observation.Context> stopped = recorded();
		this.hub.connect(1);
		this.hub.acknowledgeAfter(20);
		this.hub.clients().get(0).call("Divide", 0x92, 6, 2);
		assertThat(stopped).singleElement().satisfies((context) -> {
			assertThat(context.getName()).isEqualTo("magiconion.server.streaminghub.call");
			assertThat(context.getContextualName()).isEqualTo("IHub/Divide");
			assertThat(context.getLowCardinalityKeyValues()).containsExactlyInAnyOrder(
					KeyValue.of("rpc.system", "magiconion"), KeyValue.of("rpc.service", "IHub"),
					KeyValue.of("rpc.method", "Divide"));
			assertThat(context.getHighCardinalityKeyValue("magiconion.streaminghub.connection").getValue())
				.isEqualTo(this.hub.server().connections().findAny().orElseThrow().connectionId().toString());
			assertThat(context.getParentObservation()).isNull();
			assertThat(context.getError()).isNull();
		});
	}

	@Test
	void theDocumentedKeysAreThoseOfTheDefaultConvention() throws Exception {
		List<Observation.Context> stopped = recorded();
		this.hub.connect(1);
		this.hub.clients().get(0).call("Divide", 0x92, 6, 2);
		assertThat(stopped).singleElement().satisfies((context) -> {
			assertThat(context.getLowCardinalityKeyValues()).extracting(KeyValue::getKey)
				.containsExactlyInAnyOrderElementsOf(keys(HubCallObservation.CALL.getLowCardinalityKeyNames()));
			assertThat(context.getHighCardinalityKeyValues()).extracting(KeyValue::getKey)
				.containsExactlyInAnyOrderElementsOf(keys(HubCallObservation.CALL.getHighCardinalityKeyNames()));
		});
	}

	private static List<String> keys(KeyName... names) {
		return Stream.of(names).map(KeyName::asString).toList();
	}

	@Test
	void aConnectIsObservedWithTheDocumentedKeys() {
		List<Observation.Context> stopped = new ArrayList<>();
		this.registry.observationConfig().observationHandler(new ObservationHandler<HubConnectObservationContext>() {

			@Override
			public void onStop(HubConnectObservationContext context) {
				stopped.add(context);
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof HubConnectObservationContext;
			}

		});
		this.hub.connect(1);
		assertThat(stopped).singleElement().satisfies((context) -> {
			assertThat(context.getName()).isEqualTo("magiconion.server.streaminghub.connect");
			assertThat(context.getContextualName()).isEqualTo("IHub/Connect");
			assertThat(context.getLowCardinalityKeyValues()).extracting(KeyValue::getKey)
				.containsExactlyInAnyOrderElementsOf(keys(HubCallObservation.CONNECT.getLowCardinalityKeyNames()));
			assertThat(context.getHighCardinalityKeyValues()).extracting(KeyValue::getKey)
				.containsExactlyInAnyOrderElementsOf(keys(HubCallObservation.CONNECT.getHighCardinalityKeyNames()));
		});
	}

	@Test
	void anApplicationMayHaveItsOwnConvention() throws Exception {
		List<Observation.Context> stopped = recorded();
		try (LocalHub own = new LocalHub(
				new ObservingHubFilter(this.registry, new DefaultHubCallObservationConvention() {

					@Override
					public String getName() {
						return "game.call";
					}

				}, new ConnectTraces()))) {
			own.serve(new HubInstrumentation() {
			});
			own.connect(1);
			own.clients().get(0).call("Divide", 0x92, 6, 2);
		}
		assertThat(stopped).singleElement().satisfies((context) -> {
			assertThat(context.getName()).isEqualTo("game.call");
			assertThat(context.getContextualName()).isEqualTo("IHub/Divide");
		});
	}

	@Test
	void aFailureIsRecordedAndStillReachesTheClient() throws Exception {
		List<Observation.Context> stopped = recorded();
		this.hub.connect(1);
		this.hub.clients().get(0).call("Divide", 0x92, 6, 0);
		assertThat(stopped).singleElement()
			.satisfies((context) -> assertThat(context.getError()).isInstanceOf(ArithmeticException.class));
		assertThat(this.hub.clients().get(0).next(ServerMessage.ErrorResponse.class)).isNotNull();
	}

	@Test
	void aConnectionOfAMillionMessagesDoesNotGrow() {
		int[] open = new int[1];
		int[] stopped = new int[1];
		this.registry.observationConfig().observationHandler(new ObservationHandler<>() {

			@Override
			public void onStart(Observation.Context context) {
				open[0]++;
			}

			@Override
			public void onStop(Observation.Context context) {
				open[0]--;
				stopped[0]++;
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof HubCallObservationContext && context.getParentObservation() == null;
			}

		});
		this.hub.connect(1);
		TestHubClient client = this.hub.clients().get(0);
		send(client, 10_000);
		long before = usedBytes();
		send(client, 1_000_000);
		long grown = usedBytes() - before;
		assertThat(stopped[0]).isEqualTo(1_010_000);
		assertThat(open[0]).isZero();
		assertThat(grown).as("bytes that a million messages left behind").isLessThan(8 << 20);
	}

	private static void send(TestHubClient client, int messages) {
		for (int i = 0; i < messages; i++) {
			client.fireAndForget("Divide", 0x92, 6, 2);
		}
	}

	private static long usedBytes() {
		long used = Long.MAX_VALUE;
		for (int i = 0; i < 5; i++) {
			System.gc();
			used = Math.min(used, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
		}
		return used;
	}

}
