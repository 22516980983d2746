package io.github.magiconion4j.internal.heartbeat;

import java.io.IOException;

import io.github.magiconion4j.heartbeat.HeartbeatListener;
import io.github.magiconion4j.heartbeat.HeartbeatSettings;
import io.github.magiconion4j.heartbeat.RawMetadata;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.internal.timer.OncePerMinute;
import io.github.magiconion4j.protocol.Slice;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encodes the metadata of one hub, enforces its size limit, and handles failures of
 * providers, for both shared and per-connection metadata.
 */
final class HubMetadata {

	private static final Logger logger = LoggerFactory.getLogger(HubMetadata.class);

	private final String serviceName;

	private final MetadataEncoder encoder;

	private final HubTimer timer;

	private final HeartbeatSettings settings;

	private final HeartbeatListener listener;

	private final OncePerMinute failures;

	HubMetadata(String serviceName, MetadataEncoder encoder, HubTimer timer, HeartbeatSettings settings,
			HeartbeatListener listener) {
		this.serviceName = serviceName;
		this.encoder = encoder;
		this.timer = timer;
		this.settings = settings;
		this.listener = listener;
		this.failures = new OncePerMinute(timer::now);
	}

	HubTimer timer() {
		return this.timer;
	}

	/** How often a provider is asked, in nanoseconds. */
	long interval() {
		return this.settings.interval().toNanos();
	}

	Slice encode(@Nullable Object value) throws IOException {
		byte[] bytes = (value instanceof RawMetadata raw) ? raw.bytes() : this.encoder.encode(value);
		if (bytes.length > this.settings.maxMetadataSize()) {
			throw new IOException(
					"The metadata has " + bytes.length + " bytes, more than " + this.settings.maxMetadataSize());
		}
		return Slice.of(bytes);
	}

	/** Counts a failure, and logs it once a minute. */
	void failed(Throwable failure) {
		this.listener.metadataFailed(failure);
		if (this.failures.next() > 0) {
			logger.warn("The heartbeat metadata provider of {} failed: the previous value is sent again",
					this.serviceName, failure);
		}
	}

}
