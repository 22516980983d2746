package io.github.magiconion4j.autoconfigure;

import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlainNettyTest {

	@Test
	void anEventLoopIsKnownOnItsThreadAlone() throws Exception {
		EventExecutor loop = new DefaultEventExecutor();
		try {
			assertThat(loop.submit(PlainNetty::currentEventLoop).get(20, TimeUnit.SECONDS)).isSameAs(loop);
			assertThat(PlainNetty.currentEventLoop()).isNull();
		}
		finally {
			loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
		}
	}

}
