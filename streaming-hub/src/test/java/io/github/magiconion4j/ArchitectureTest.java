package io.github.magiconion4j;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The rooms of this module, and which way the arrows point.
 */
@AnalyzeClasses(packages = "io.github.magiconion4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

	private static final String BASE = "io.github.magiconion4j.";

	@ArchTest
	static final ArchRule rooms = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("hub")
		.definedBy(BASE + "hub..")
		.layer("spi")
		.definedBy(BASE + "internal.spi..")
		.layer("protocol")
		.definedBy(BASE + "protocol..")
		.layer("timer")
		.definedBy(BASE + "internal.timer..")
		.layer("roundtrip")
		.definedBy(BASE + "internal.roundtrip..")
		.layer("transport")
		.definedBy(BASE + "internal.transport..")
		.layer("contract")
		.definedBy(BASE + "contract..")
		.layer("serialization")
		.definedBy(BASE + "serialization..")
		.layer("heartbeat")
		.definedBy(BASE + "heartbeat..")
		.layer("server")
		.definedBy(BASE + "server..")
		.layer("client")
		.definedBy(BASE + "client..")
		.whereLayer("hub")
		.mayNotAccessAnyLayer()
		.whereLayer("spi")
		.mayOnlyAccessLayers("hub")
		.whereLayer("protocol")
		.mayNotAccessAnyLayer()
		.whereLayer("timer")
		.mayNotAccessAnyLayer()
		.whereLayer("roundtrip")
		.mayNotAccessAnyLayer()
		.whereLayer("transport")
		.mayNotAccessAnyLayer()
		.whereLayer("contract")
		.mayOnlyAccessLayers("hub", "protocol")
		.whereLayer("serialization")
		.mayOnlyAccessLayers("hub")
		.whereLayer("heartbeat")
		.mayOnlyAccessLayers("hub", "spi", "protocol", "timer", "roundtrip")
		.whereLayer("server")
		.mayOnlyAccessLayers("hub", "spi", "protocol", "contract", "serialization", "timer", "transport")
		.whereLayer("client")
		.mayOnlyAccessLayers("hub", "protocol", "contract", "serialization", "timer", "transport", "roundtrip")
		.ensureAllClassesAreContainedInArchitecture();

	@ArchTest
	static final ArchRule noCycles = slices().matching("io.github.magiconion4j.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule noSpring = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "io.micrometer..", "net.devh..");

	@ArchTest
	static final ArchRule onlyTheEndsKnowGrpc = noClasses().that()
		.resideOutsideOfPackages(BASE + "server..", BASE + "client..", BASE + "internal.transport..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("io.grpc..");

	@ArchTest
	static final ArchRule nullMarked = classes().should(new ArchCondition<>("be in a @NullMarked package") {

		@Override
		public void check(JavaClass type, ConditionEvents events) {
			JavaPackage room = type.getPackage();
			events.add(new SimpleConditionEvent(type, room.isAnnotatedWith(NullMarked.class), room.getName()));
		}

	});

}
