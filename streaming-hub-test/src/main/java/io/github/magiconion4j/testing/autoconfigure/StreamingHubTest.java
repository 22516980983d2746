package io.github.magiconion4j.testing.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.testing.FakeTime;
import io.github.magiconion4j.testing.InProcessHubs;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Tests the hubs of an application, without a gRPC server, a web server or anything else
 * of it. Hubs are found ({@link StreamingHubService}) and what belongs to them: filters,
 * translators of exceptions, propagators of contexts, serializers, and providers of
 * heartbeats' metadata. Configuration classes and other components are not: import them,
 * or declare mocks.
 * <p>
 * An {@link InProcessHubs} bean connects clients; they and the hubs run on the thread of
 * the test. Time passes when the test says so, to the {@link FakeTime} bean. Clients are
 * closed after each test method; time goes on from there, for the hubs are the same.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(StreamingHubTestBootstrapper.class)
@ExtendWith(SpringExtension.class)
@ImportAutoConfiguration
public @interface StreamingHubTest {

	/**
	 * The hubs to test.
	 * @return their classes; none for all
	 */
	Class<?>[] hubs() default {};

	/**
	 * Properties of the application, as {@code key=value}.
	 * @return the properties
	 */
	String[] properties() default {};

}
