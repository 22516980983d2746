package io.github.magiconion4j.autoconfigure;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Only the package that uses an optional dependency refers to it.
 */
@AnalyzeClasses(packages = "io.github.magiconion4j.autoconfigure", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

	private static final String METRICS = "io.github.magiconion4j.autoconfigure.metrics..";

	private static final String ENDPOINT = "io.github.magiconion4j.autoconfigure.endpoint..";

	private static final String VALIDATION = "io.github.magiconion4j.autoconfigure.validation..";

	private static final String GROUPS = "io.github.magiconion4j.autoconfigure.groups..";

	private static final String HEALTH = "io.github.magiconion4j.autoconfigure.health..";

	private static final String OBSERVATION = "io.github.magiconion4j.autoconfigure.observation..";

	@ArchTest
	static final ArchRule onlyMetricsAndObservationKnowMicrometer = noClasses().that()
		.resideOutsideOfPackages(METRICS, OBSERVATION)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.micrometer..", METRICS, OBSERVATION);

	@ArchTest
	static final ArchRule onlyValidationKnowsItsApi = noClasses().that()
		.resideOutsideOfPackage(VALIDATION)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("jakarta.validation..", VALIDATION);

	@ArchTest
	static final ArchRule onlyReactiveResultsKnowReactor = noClasses().that()
		.resideOutsideOfPackage("io.github.magiconion4j.autoconfigure.reactive..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("reactor..");

	@ArchTest
	static final ArchRule onlyItsAdapterKnowsDevh = noClasses().that()
		.doNotHaveSimpleName("HubGrpcService")
		.and()
		.doNotHaveSimpleName("DevhServerConfiguration")
		.and()
		.doNotHaveSimpleName("DevhClientConfiguration")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("net.devh..");

	@ArchTest
	static final ArchRule onlyItsAdapterKnowsSpringGrpc = noClasses().that()
		.doNotHaveSimpleName("SpringGrpcServerConfiguration")
		.and()
		.doNotHaveSimpleName("SpringGrpcClientConfiguration")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.grpc..");

	@ArchTest
	static final ArchRule whatMovedBetweenBootVersionsIsNamedByStringOnly = noClasses().that()
		.resideOutsideOfPackage(HEALTH)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot.actuate.autoconfigure.metrics..",
				"org.springframework.boot.actuate.autoconfigure.observation..",
				"org.springframework.boot.actuate.autoconfigure.tracing..", "org.springframework.boot.actuate.health..",
				"org.springframework.boot.actuate.metrics..", "org.springframework.boot.micrometer..",
				"org.springframework.boot.health..");

	@ArchTest
	static final ArchRule onlyItsAdapterKnowsHealthOfBoot3 = noClasses().that()
		.haveNameNotMatching(".*\\.Boot3[^.]+")
		.and()
		.resideInAPackage(HEALTH)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot.actuate.health..",
				"org.springframework.boot.actuate.autoconfigure..");

	@ArchTest
	static final ArchRule onlyItsAdapterKnowsHealthOfBoot4 = noClasses().that()
		.haveNameNotMatching(".*\\.Boot4[^.]+")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.springframework.boot.health..");

	@ArchTest
	static final ArchRule onlyTheirAdaptersKnowRedisAndNats = noClasses().that()
		.resideOutsideOfPackage(GROUPS)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.lettuce..", "org.springframework.data..", "io.nats..");

	@ArchTest
	static final ArchRule onlyTheEndpointAndHealthKnowActuator = noClasses().that()
		.resideOutsideOfPackages(ENDPOINT, HEALTH)
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.boot.actuate..", ENDPOINT);

}
