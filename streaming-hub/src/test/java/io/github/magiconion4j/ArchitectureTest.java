package io.github.magiconion4j;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.magiconion4j.internal.Internal;
import io.grpc.Status;
import org.jspecify.annotations.NullMarked;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * The packages of this module, and the dependencies between them.
 */
@AnalyzeClasses(packages = "io.github.magiconion4j", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

	private static final String BASE = "io.github.magiconion4j.";

	/** The packages of the public API. */
	private static final String[] API = { BASE + "hub..", BASE + "heartbeat..", BASE + "protocol..",
			BASE + "backplane..", BASE + "contract..", BASE + "serialization..", BASE + "client..", BASE + "server.." };

	@ArchTest
	static final ArchRule rooms = layeredArchitecture().consideringOnlyDependenciesInLayers()
		.layer("hub")
		.definedBy(BASE + "hub..")
		.layer("internal")
		.definedBy(BASE + "internal")
		.layer("spi")
		.definedBy(BASE + "internal.spi..")
		.layer("protocol")
		.definedBy(BASE + "protocol..")
		.layer("backplane")
		.definedBy(BASE + "backplane..")
		.layer("timer")
		.definedBy(BASE + "internal.timer..")
		.layer("threads")
		.definedBy(BASE + "internal.threads..")
		.layer("roundtrip")
		.definedBy(BASE + "internal.roundtrip..")
		.layer("liveness")
		.definedBy(BASE + "internal.liveness..")
		.layer("transport")
		.definedBy(BASE + "internal.transport..")
		.layer("text")
		.definedBy(BASE + "internal.text..")
		.layer("results")
		.definedBy(BASE + "internal.results..")
		.layer("invocation")
		.definedBy(BASE + "internal.invocation..")
		.layer("outbound")
		.definedBy(BASE + "internal.outbound..")
		.layer("inbound")
		.definedBy(BASE + "internal.inbound..")
		.layer("stream")
		.definedBy(BASE + "internal.stream..")
		.layer("groups")
		.definedBy(BASE + "internal.groups..")
		.layer("calls")
		.definedBy(BASE + "internal.calls..")
		.layer("reconnect")
		.definedBy(BASE + "internal.reconnect..")
		.layer("contract")
		.definedBy(BASE + "contract..")
		.layer("serialization")
		.definedBy(BASE + "serialization..")
		.layer("heartbeat")
		.definedBy(BASE + "heartbeat..")
		.layer("engine")
		.definedBy(BASE + "internal.heartbeat..")
		.layer("server")
		.definedBy(BASE + "server..")
		.layer("client")
		.definedBy(BASE + "client..")
		.whereLayer("text")
		.mayNotAccessAnyLayer()
		.whereLayer("hub")
		.mayOnlyAccessLayers("text")
		.whereLayer("spi")
		.mayOnlyAccessLayers("hub")
		.whereLayer("protocol")
		.mayOnlyAccessLayers("text")
		.whereLayer("backplane")
		.mayNotAccessAnyLayer()
		.whereLayer("timer")
		.mayNotAccessAnyLayer()
		.whereLayer("threads")
		.mayOnlyAccessLayers("timer")
		.whereLayer("roundtrip")
		.mayNotAccessAnyLayer()
		.whereLayer("liveness")
		.mayOnlyAccessLayers("timer", "roundtrip")
		.whereLayer("transport")
		.mayNotAccessAnyLayer()
		.whereLayer("results")
		.mayNotAccessAnyLayer()
		.whereLayer("invocation")
		.mayOnlyAccessLayers("hub", "protocol", "contract", "serialization", "threads", "text", "results")
		.whereLayer("outbound")
		.mayOnlyAccessLayers("protocol", "timer", "threads", "transport", "text")
		.whereLayer("inbound")
		.mayOnlyAccessLayers("hub", "protocol", "timer", "threads", "outbound", "invocation")
		.whereLayer("stream")
		.mayOnlyAccessLayers("hub", "spi", "timer")
		.whereLayer("calls")
		.mayOnlyAccessLayers("hub", "protocol", "contract", "serialization", "timer", "threads", "transport",
				"invocation", "results")
		.whereLayer("reconnect")
		.mayOnlyAccessLayers("hub", "contract", "timer", "threads", "transport", "invocation", "calls")
		.whereLayer("groups")
		.mayOnlyAccessLayers("hub", "protocol", "backplane", "timer", "threads", "invocation")
		.whereLayer("contract")
		.mayOnlyAccessLayers("hub", "protocol", "results")
		.whereLayer("serialization")
		.mayOnlyAccessLayers("hub", "text")
		.whereLayer("heartbeat")
		.mayOnlyAccessLayers("hub")
		.whereLayer("engine")
		.mayOnlyAccessLayers("hub", "heartbeat", "spi", "protocol", "timer", "roundtrip", "liveness")
		.whereLayer("server")
		.mayOnlyAccessLayers("internal", "hub", "spi", "protocol", "backplane", "contract", "serialization", "timer",
				"threads", "transport", "text", "invocation", "results", "outbound", "inbound", "stream", "groups",
				"heartbeat", "engine")
		.whereLayer("client")
		.mayOnlyAccessLayers("internal", "hub", "protocol", "contract", "serialization", "timer", "threads",
				"transport", "liveness", "roundtrip", "text", "invocation", "outbound", "calls", "reconnect")
		.ensureAllClassesAreContainedInArchitecture();

	@ArchTest
	static final ArchRule noCycles = slices().matching("io.github.magiconion4j.(**)").should().beFreeOfCycles();

	@ArchTest
	static final ArchRule noSpring = noClasses().should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework..", "io.micrometer..", "net.devh..");

	@ArchTest
	static final ArchRule onlyItsBridgeKnowsKotlin = noClasses().that()
		.doNotHaveSimpleName("Coroutines")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("kotlin..", "kotlinx..");

	@ArchTest
	static final ArchRule onlyTheBuilderKnowsTheEngine = noClasses().that()
		.resideInAPackage(BASE + "server..")
		.and()
		.doNotHaveSimpleName("StreamingHubServerBuilder")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage(BASE + "heartbeat..", BASE + "internal.heartbeat..");

	@ArchTest
	static final ArchRule onlyTheEndsKnowGrpcButForItsStatusCodes = noClasses().that()
		.resideOutsideOfPackages(BASE + "server..", BASE + "client..", BASE + "internal.transport..",
				BASE + "internal.outbound..", BASE + "internal.stream..", BASE + "internal.invocation..",
				BASE + "internal.calls..", BASE + "internal.reconnect..")
		.should()
		.dependOnClassesThat(resideInAPackage("io.grpc..").and(not(equivalentTo(Status.Code.class))));

	@ArchTest
	static final ArchRule whatIsNoApiStaysInside = classes().that()
		.resideInAnyPackage(API)
		.should(exposeNothingInternal());

	private static ArchCondition<JavaClass> exposeNothingInternal() {
		return new ArchCondition<>("expose nothing internal") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!isExposed(type)) {
					return;
				}
				Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
				report(type, type.getFullName(), parents, events);
				for (JavaMember member : type.getMembers()) {
					if (isExposed(member) && !member.isAnnotatedWith(Internal.class)) {
						report(type, member.getFullName(), mentioned(member), events);
					}
				}
			}

		};
	}

	private static void report(JavaClass type, String where, Stream<JavaType> mentioned, ConditionEvents events) {
		String inside = mentioned.flatMap((each) -> each.getAllInvolvedRawTypes().stream())
			.filter((each) -> each.getPackageName().startsWith(BASE + "internal"))
			.map(JavaClass::getName)
			.collect(Collectors.joining(", "));
		events.add(new SimpleConditionEvent(type, inside.isEmpty(), where + " exposes " + inside));
	}

	private static Stream<JavaType> mentioned(JavaMember member) {
		if (member instanceof JavaCodeUnit code) {
			return Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream());
		}
		return Stream.of(((JavaField) member).getType());
	}

	/** Whether users can refer to it. */
	private static boolean isExposed(HasModifiers what) {
		boolean exposed = what.getModifiers().contains(JavaModifier.PUBLIC)
				|| what.getModifiers().contains(JavaModifier.PROTECTED);
		return exposed && !(what instanceof JavaClass type && type.getEnclosingClass().isPresent()
				&& !isExposed(type.getEnclosingClass().get()));
	}

	@ArchTest
	static final ArchRule nullMarked = classes().should(new ArchCondition<>("be in a @NullMarked package") {

		@Override
		public void check(JavaClass type, ConditionEvents events) {
			JavaPackage room = type.getPackage();
			events.add(new SimpleConditionEvent(type, room.isAnnotatedWith(NullMarked.class), room.getName()));
		}

	});

}
