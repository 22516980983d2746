package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.TimeUnit;

import io.grpc.netty.shaded.io.netty.channel.DefaultEventLoop;
import io.grpc.netty.shaded.io.netty.channel.EventLoop;
import io.grpc.netty.shaded.io.netty.util.ResourceLeakDetector;
import io.grpc.netty.shaded.io.netty.util.ResourceLeakDetector.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings of gRPC's shaded copy of Netty.
 */
class ShadedNettyTest {

	private static final String LEVEL_PROPERTY = "io.grpc.netty.shaded.io.netty.leakDetection.level";

	private final Level before = ResourceLeakDetector.getLevel();

	@BeforeEach
	void levelIsNettysDefault() {
		ResourceLeakDetector.setLevel(Level.SIMPLE);
	}

	@AfterEach
	void restore() {
		System.clearProperty(LEVEL_PROPERTY);
		ResourceLeakDetector.setLevel(this.before);
	}

	@Test
	void leakDetectionIsOff() {
		ShadedNetty.disableLeakDetection();
		assertThat(ResourceLeakDetector.getLevel()).isEqualTo(Level.DISABLED);
	}

	@Test
	void aLevelSetByTheApplicationIsKept() {
		ResourceLeakDetector.setLevel(Level.PARANOID);
		ShadedNetty.disableLeakDetection();
		assertThat(ResourceLeakDetector.getLevel()).isEqualTo(Level.PARANOID);
	}

	@Test
	void aLevelSetOnTheCommandLineIsKept() {
		System.setProperty(LEVEL_PROPERTY, "simple");
		ShadedNetty.disableLeakDetection();
		assertThat(ResourceLeakDetector.getLevel()).isEqualTo(Level.SIMPLE);
	}

	@Test
	void anEventLoopIsKnownOnlyOnItsThread() throws Exception {
		EventLoop loop = new DefaultEventLoop();
		try {
			assertThat(loop.submit(ShadedNetty::currentEventLoop).get(20, TimeUnit.SECONDS)).isSameAs(loop);
			assertThat(ShadedNetty.currentEventLoop()).isNull();
		}
		finally {
			loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
		}
	}

}
