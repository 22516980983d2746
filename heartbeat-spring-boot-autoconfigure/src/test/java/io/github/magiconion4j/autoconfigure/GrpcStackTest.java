package io.github.magiconion4j.autoconfigure;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.condition.ConditionEvaluationReport;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import net.devh.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which of the gRPC servers on the class path serves hubs.
 */
@ExtendWith(OutputCaptureExtension.class)
class GrpcStackTest {

	private static final String BOOT = "org.springframework.boot.grpc.server.autoconfigure.GrpcServerAutoConfiguration";

	private static final String DEVH = GrpcServerAutoConfiguration.class.getName();

	private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

	@BeforeEach
	void twoStacks() {
		this.beanFactory.setBeanClassLoader(StartupErrorsTest.twoStacks());
	}

	private void exclude(String... names) {
		ConditionEvaluationReport.get(this.beanFactory).recordExclusions(List.of(names));
	}

	@Test
	void twoServersAreAnError() {
		assertThatExceptionOfType(HubConfigurationException.class)
			.isThrownBy(() -> GrpcStack.requireOne(this.beanFactory));
	}

	@Test
	void oneMayBeExcluded() {
		exclude(BOOT);
		assertThatCode(() -> GrpcStack.requireOne(this.beanFactory)).doesNotThrowAnyException();
	}

	@Test
	void withAotThePresentServerIsUsed() {
		this.beanFactory.registerBeanDefinition("devh", new RootBeanDefinition(GrpcServerAutoConfiguration.class));
		assertThatCode(() -> GrpcStack.requireOne(this.beanFactory)).doesNotThrowAnyException();
	}

	@Test
	void aWarningIsLoggedIfAllAreExcluded(CapturedOutput output) {
		exclude(BOOT, DEVH);
		GrpcStack.requireOne(this.beanFactory);
		assertThat(output).contains("Hubs are not served by net.devh:grpc-server-spring-boot-starter, "
				+ "org.springframework.boot:spring-boot-starter-grpc-server", "excluded");
	}

}
