package io.github.magiconion4j.autoconfigure.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * The observations of hubs.
 */
public enum HubCallObservation implements ObservationDocumentation {

	/** A call of a hub method, from reading its arguments to its result or failure. */
	CALL {

		@Override
		public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
			return DefaultHubCallObservationConvention.class;
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return LowCardinalityKeys.values();
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeys.values();
		}

	},

	/** The start of a connection, from the client's call until it is connected. */
	CONNECT {

		@Override
		public String getName() {
			return "magiconion.server.streaminghub.connect";
		}

		@Override
		public KeyName[] getLowCardinalityKeyNames() {
			return new KeyName[] { LowCardinalityKeys.SYSTEM, LowCardinalityKeys.SERVICE };
		}

		@Override
		public KeyName[] getHighCardinalityKeyNames() {
			return HighCardinalityKeys.values();
		}

	};

	/**
	 * Key names with few values.
	 */
	public enum LowCardinalityKeys implements KeyName {

		/** Always {@code magiconion}. */
		SYSTEM("rpc.system"),

		/** The service name of the hub. */
		SERVICE("rpc.service"),

		/** The name of the method on the wire. */
		METHOD("rpc.method");

		private final String key;

		LowCardinalityKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

	/**
	 * Key names with any number of values.
	 */
	public enum HighCardinalityKeys implements KeyName {

		/** The id of the connection. */
		CONNECTION("magiconion.streaminghub.connection");

		private final String key;

		HighCardinalityKeys(String key) {
			this.key = key;
		}

		@Override
		public String asString() {
			return this.key;
		}

	}

}
