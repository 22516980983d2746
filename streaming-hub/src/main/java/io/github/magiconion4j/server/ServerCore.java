package io.github.magiconion4j.server;

import java.util.function.Supplier;

import io.github.magiconion4j.internal.groups.Fleet;
import io.github.magiconion4j.internal.groups.Fleets;
import io.github.magiconion4j.internal.groups.ServerGroups;
import io.github.magiconion4j.internal.inbound.InboundLimits;
import io.github.magiconion4j.internal.invocation.ReceiverTypes;
import io.github.magiconion4j.internal.outbound.EventLoops;
import io.github.magiconion4j.internal.outbound.OutboundLimits;
import io.github.magiconion4j.internal.threads.UserCode;
import io.github.magiconion4j.internal.timer.HubTimer;
import io.github.magiconion4j.serialization.HubSerializer;

/**
 * The state that all hubs and connections of a server share. Thread-safe.
 */
final class ServerCore {

	private final HubSerializer serializer;

	private final HubTimer timer;

	private final ServerExecutors executors;

	private final ServerSettings settings;

	private final InboundLimits inboundLimits;

	private final OutboundLimits outboundLimits;

	private final UserCode userCode;

	private final UsedExtensions extensions;

	private final ReceiverTypes receivers;

	private final ServerGroups groups;

	private final EventLoops eventLoops;

	private final Admission admission = new Admission();

	ServerCore(HubSerializer serializer, HubTimer timer, ServerExecutors given, ServerSettings settings,
			Supplier<ServerExtensions> extensions, GroupSettings groupSettings) {
		this.serializer = serializer;
		this.timer = timer;
		ServerExecutors executors = given.patient(timer);
		this.executors = executors;
		this.settings = settings;
		this.inboundLimits = new InboundLimits(settings.maxPendingRequests(), settings.maxInboundBytes(),
				settings.maxReadPause());
		this.outboundLimits = new OutboundLimits(settings.maxOutboundBytes(), settings.slowConsumerTimeout());
		this.userCode = new UserCode(timer::now);
		this.extensions = new UsedExtensions(extensions, this.userCode);
		this.receivers = new ReceiverTypes(serializer);
		Fleets fleets = new Fleets(groupSettings.backplane(), groupSettings.hubs(), groupSettings.connectMethod(),
				(backplane) -> Fleet.of(backplane, groupSettings.listeners().apply(backplane),
						groupSettings.joinTimeout(), timer, executors.sending(), executors.results(), this.userCode));
		this.groups = new ServerGroups(fleets, groupSettings.users(), this.receivers::of,
				settings.clientResultTimeout());
		this.eventLoops = new EventLoops(executors.sending(), timer);
	}

	HubSerializer serializer() {
		return this.serializer;
	}

	HubTimer timer() {
		return this.timer;
	}

	ServerExecutors executors() {
		return this.executors;
	}

	ServerSettings settings() {
		return this.settings;
	}

	InboundLimits inboundLimits() {
		return this.inboundLimits;
	}

	OutboundLimits outboundLimits() {
		return this.outboundLimits;
	}

	UserCode userCode() {
		return this.userCode;
	}

	UsedExtensions extensions() {
		return this.extensions;
	}

	ReceiverTypes receivers() {
		return this.receivers;
	}

	ServerGroups groups() {
		return this.groups;
	}

	EventLoops eventLoops() {
		return this.eventLoops;
	}

	Admission admission() {
		return this.admission;
	}

}
