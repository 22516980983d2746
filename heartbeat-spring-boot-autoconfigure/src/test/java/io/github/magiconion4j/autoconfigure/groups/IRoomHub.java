package io.github.magiconion4j.autoconfigure.groups;

import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.hub.StreamingHub;

/**
 * A room whose members number their messages.
 */
interface IRoomHub extends StreamingHub<IRoomHub.Receiver> {

	CompletionStage<Void> joinAsync(String room);

	CompletionStage<Void> sayAsync(int sender, int number);

	/** A member. */
	interface Receiver {

		void onSaid(int sender, int number);

	}

}
