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
 * A test slice for the hubs of an application, without a gRPC server or a web server. It
 * scans for hubs ({@link StreamingHubService}) and their extensions: filters, exception
 * translators, context propagators, serializers and metadata providers. It does not scan
 * for configuration classes and other components: import them, or declare mocks.
 * <p>
 * Use the {@link InProcessHubs} bean to connect clients, which run on the test's thread,
 * as do the hubs. Time is simulated by the {@link FakeTime} bean, and only passes when
 * the test advances it. Clients are closed after each test method; hubs and time are
 * kept.
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
