package io.github.magiconion4j.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.util.ClassUtils;

/**
 * The supported gRPC servers in a Spring Boot application.
 */
enum GrpcStack {

	/** The starter of net.devh. */
	DEVH("net.devh:grpc-server-spring-boot-starter",
			"net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration"),

	/** Boot's own starter. */
	BOOT("org.springframework.boot:spring-boot-starter-grpc-server",
			"org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration"),

	/** The starter of spring-grpc, for Boot 3. */
	SPRING_GRPC("org.springframework.grpc:spring-grpc-server-spring-boot-starter",
			"org.springframework.grpc.autoconfigure.server.GrpcServerAutoConfiguration");

	private static final Logger logger = LoggerFactory.getLogger(GrpcStack.class);

	private final String dependency;

	private final String autoConfiguration;

	GrpcStack(String dependency, String autoConfiguration) {
		this.dependency = dependency;
		this.autoConfiguration = autoConfiguration;
	}

	/**
	 * Checks that exactly one gRPC server serves the hubs. A stack whose
	 * auto-configuration is excluded does not count.
	 * @throws HubConfigurationException if there is no stack, or more than one
	 */
	static void requireOne(ConfigurableListableBeanFactory beanFactory) {
		List<GrpcStack> present = Arrays.stream(values())
			.filter((stack) -> ClassUtils.isPresent(stack.autoConfiguration, beanFactory.getBeanClassLoader()))
			.toList();
		List<String> exclusions = ConditionEvaluationReport.get(beanFactory).getExclusions();
		List<GrpcStack> found = present.stream()
			.filter((stack) -> !exclusions.contains(stack.autoConfiguration))
			.toList();
		if (found.size() > 1) { // after AOT processing, exclusions are only visible by
								// missing beans
			List<GrpcStack> used = found.stream().filter((stack) -> stack.isUsed(beanFactory)).toList();
			found = (used.size() == 1) ? used : found;
		}
		if (found.isEmpty() && !present.isEmpty()) {
			logger.warn("Hubs are not served by {}, because its auto-configuration is excluded", dependencies(present));
			return;
		}
		if (found.isEmpty()) {
			throw new HubConfigurationException("The application has hubs, but no gRPC server on the class path.",
					"Add one of " + dependencies(Arrays.asList(values()))
							+ ", or io.github.magiconion4j:heartbeat-spring-boot-starter, which includes the first.");
		}
		if (found.size() > 1) {
			throw new HubConfigurationException(
					"There is more than one gRPC server on the class path: " + dependencies(found) + ".",
					"Exclude all but one. (io.github.magiconion4j:heartbeat-spring-boot-starter includes "
							+ DEVH.dependency
							+ "; to use another one, depend on io.github.magiconion4j:heartbeat-spring-boot-autoconfigure.)");
		}
	}

	private boolean isUsed(ConfigurableListableBeanFactory beanFactory) {
		Class<?> type = ClassUtils.resolveClassName(this.autoConfiguration, beanFactory.getBeanClassLoader());
		return beanFactory.getBeanNamesForType(type, true, false).length > 0;
	}

	private static String dependencies(List<GrpcStack> stacks) {
		return stacks.stream().map((stack) -> stack.dependency).collect(Collectors.joining(", "));
	}

}
