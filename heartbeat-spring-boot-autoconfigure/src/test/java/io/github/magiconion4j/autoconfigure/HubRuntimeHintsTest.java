package io.github.magiconion4j.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.hub.StreamingHub;
import io.github.magiconion4j.hub.StreamingHubBase;
import io.github.magiconion4j.serialization.Key;
import io.github.magiconion4j.serialization.Union;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runtime hints for hubs.
 */
class HubRuntimeHintsTest {

	private static final RuntimeHints hints = new RuntimeHints();

	/** As Boot's build plugins do. */
	@BeforeAll
	static void processAheadOfTime() {
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("example", "Application")), new InMemoryGeneratedFiles(), hints);
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(GameHub.class, CovariantProvider.class, StreamingHubAutoConfiguration.class);
			AutoConfigurationPackages.register(context, Game.class.getPackageName());
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		}
	}

	@Test
	void methodsOfTheContractAreCalledByReflection() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection().onMethod(Game.class.getMethod("enter", Player.class)).invoke())
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethod(GameReceiver.class.getMethod("onEntered", Player.class))
			.invoke()).accepts(hints);
	}

	@Test
	void bothInterfacesHaveProxies() {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Game.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(GameReceiver.class)).accepts(hints);
	}

	@Test
	void aContractThatOnlyClientsUseIsKnown() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Remote.class)).accepts(hints);
		assertThat(
				RuntimeHintsPredicates.reflection().onMethod(Remote.class.getMethod("send", OnlyCalled.class)).invoke())
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethod(RemoteReceiver.class.getMethod("onSent", String.class))
			.invoke()).accepts(hints);
	}

	@ParameterizedTest
	@ValueSource(strings = { "MessageBuffer", "MessageBufferBE", "MessageBufferU" })
	void messagePackBuffersAreCreatedByReflection(String buffer) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of("org.msgpack.core.buffer." + buffer))
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
	}

	@ParameterizedTest
	@ValueSource(classes = { Player.class, Item.class, Kind.class, Room.class, Answer.class, Shape.class, Circle.class,
			Point.class, OnlyCalled.class, Version.class, NamedVersion.class })
	void argumentsAndResultsAreBoundByReflection(Class<?> payload) {
		assertThat(RuntimeHintsPredicates.reflection().onType(payload)).accepts(hints);
	}

	@Test
	void recordsAreReadAndCreated() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection().onMethod(Item.class.getDeclaredMethod("kind")).invoke())
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection()
			.onConstructor(Item.class.getDeclaredConstructor(Kind.class))
			.invoke()).accepts(hints);
	}

	@Test
	void theNamedProviderIsCreatedByReflection() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(Metadata.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(hints);
	}

	interface Remote extends StreamingHub<RemoteReceiver> {

		void send(OnlyCalled value);

	}

	interface RemoteReceiver {

		void onSent(String text);

	}

	record OnlyCalled(int value) {

	}

	record Version(String number) {

	}

	record NamedVersion(String number) {

	}

	static class CovariantProvider implements HeartbeatMetadataProvider {

		@Override
		public Version metadata() {
			return new Version("1");
		}

	}

	interface Game extends StreamingHub<GameReceiver> {

		CompletionStage<Map<String, Room>> enter(Player player);

	}

	interface GameReceiver {

		void onEntered(Player player);

		CompletionStage<Answer> ask();

	}

	record Player(String name, List<Item> items) {

	}

	record Item(Kind kind) {

	}

	enum Kind {

		SWORD

	}

	record Room(int number, Shape shape) {

	}

	@Union(key = 0, type = Circle.class)
	interface Shape {

	}

	record Circle(@Key(0) Point center) implements Shape {

	}

	record Point(@Key(0) int x) {

	}

	record Answer(boolean yes) {

	}

	static class Metadata implements HeartbeatMetadataProvider {

		@Override
		public NamedVersion metadata() {
			return new NamedVersion("game");
		}

	}

	@StreamingHubService
	@Heartbeat(interval = "1s", metadataProvider = Metadata.class)
	static class GameHub extends StreamingHubBase<GameReceiver> implements Game {

		@Override
		public CompletionStage<Map<String, Room>> enter(Player player) {
			return CompletableFuture.completedStage(Map.of());
		}

	}

}
