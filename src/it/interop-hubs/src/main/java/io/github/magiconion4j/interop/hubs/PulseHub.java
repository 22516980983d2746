package io.github.magiconion4j.interop.hubs;

import io.github.magiconion4j.autoconfigure.Heartbeat;
import io.github.magiconion4j.autoconfigure.StreamingHubService;
import io.github.magiconion4j.heartbeat.HeartbeatMetadataProvider;
import io.github.magiconion4j.hub.StreamingHubBase;

/**
 * Has its own heartbeat settings, independent of the application's.
 */
@StreamingHubService
@Heartbeat(interval = "${interop.pulse:100ms}", metadataProvider = PulseHub.Metadata.class)
class PulseHub extends StreamingHubBase<IPulseHub.Receiver> implements IPulseHub {

	static final class Metadata implements HeartbeatMetadataProvider {

		@Override
		public Object metadata() {
			return "pulse";
		}

	}

}
