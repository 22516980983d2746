package io.github.magiconion4j.server;

import java.util.List;
import java.util.function.Supplier;

import io.github.magiconion4j.hub.HubExceptionTranslator;
import io.github.magiconion4j.hub.HubStatusException;
import io.github.magiconion4j.internal.invocation.CallStatus;
import io.github.magiconion4j.internal.invocation.HubFilters;
import io.github.magiconion4j.internal.threads.UserCode;
import org.jspecify.annotations.Nullable;

/**
 * The extensions of the application, resolved on first use. Thread-safe.
 */
final class UsedExtensions {

	private final Supplier<ServerExtensions> source;

	private final UserCode userCode;

	/** Cached by the first use. */
	private volatile @Nullable Known known;

	UsedExtensions(Supplier<ServerExtensions> source, UserCode userCode) {
		this.source = source;
		this.userCode = userCode;
	}

	HubFilters filters() {
		return known().filters();
	}

	List<ContextPropagator> propagators() {
		return known().all().propagators();
	}

	/**
	 * Maps an exception of hub code to a status.
	 * @return the status; {@code null} if the exception is unexpected and has none
	 */
	@Nullable CallStatus status(Throwable failure) {
		CallStatus own = CallStatus.of(failure);
		for (HubExceptionTranslator translator : known().all().translators()) {
			HubStatusException translated = (own == null)
					? this.userCode.call(translator, () -> translator.translate(failure)) : null;
			if (translated != null) {
				own = CallStatus.of(translated);
			}
		}
		return own;
	}

	// No lock: the source may create beans that wait for a thread that waits here.
	private Known known() {
		Known used = this.known;
		if (used == null) {
			ServerExtensions all = this.source.get();
			used = new Known(all, new HubFilters(all.filters()));
			this.known = used;
		}
		return used;
	}

	private record Known(ServerExtensions all, HubFilters filters) {

	}

}
