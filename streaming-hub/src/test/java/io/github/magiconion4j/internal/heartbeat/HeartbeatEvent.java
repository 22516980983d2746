package io.github.magiconion4j.internal.heartbeat;

/**
 * An event of a connection.
 */
sealed interface HeartbeatEvent {

	void happen(HeartbeatRun run);

	record Advance(int millis) implements HeartbeatEvent {

		@Override
		public void happen(HeartbeatRun run) {
			run.advance(this.millis);
		}

	}

	/** The process is paused. */
	record Pause(int millis) implements HeartbeatEvent {

		@Override
		public void happen(HeartbeatRun run) {
			run.pause(this.millis);
		}

	}

	record StepWallClock(int millis) implements HeartbeatEvent {

		@Override
		public void happen(HeartbeatRun run) {
			run.stepWallClock(this.millis);
		}

	}

	/**
	 * An acknowledgement of the newest heartbeat minus some: of an earlier one, or a
	 * duplicate.
	 */
	record AcknowledgeRecent(int behind) implements HeartbeatEvent {

		@Override
		public void happen(HeartbeatRun run) {
			run.acknowledge((short) (run.sent() - 1 - this.behind));
		}

	}

	/** An acknowledgement with any sequence. */
	record AcknowledgeAny(short sequence) implements HeartbeatEvent {

		@Override
		public void happen(HeartbeatRun run) {
			run.acknowledge(this.sequence);
		}

	}

	record Receive() implements HeartbeatEvent {

		@Override
		public void happen(HeartbeatRun run) {
			run.receive();
		}

	}

	record Block(boolean blocked) implements HeartbeatEvent {

		@Override
		public void happen(HeartbeatRun run) {
			run.block(this.blocked);
		}

	}

	record Unregister() implements HeartbeatEvent {

		@Override
		public void happen(HeartbeatRun run) {
			run.unregister();
		}

	}

	record Resume() implements HeartbeatEvent {

		@Override
		public void happen(HeartbeatRun run) {
			run.resume();
		}

	}

}
