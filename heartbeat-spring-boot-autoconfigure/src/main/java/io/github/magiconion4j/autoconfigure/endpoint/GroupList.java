package io.github.magiconion4j.autoconfigure.endpoint;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.GroupState;
import org.jspecify.annotations.Nullable;

/**
 * A page of groups, those with the most members on this server first.
 *
 * @param total the number of matching groups
 * @param limit the size of the page
 * @param offset the number of skipped groups
 * @param groups the page
 */
record GroupList(int total, int limit, int offset, List<GroupState> groups) {

	private static final Comparator<GroupState> ORDER = Comparator.comparingInt(GroupState::members)
		.reversed()
		.thenComparing(GroupState::name)
		.thenComparing(GroupState::hub, Comparator.nullsFirst(Comparator.naturalOrder()));

	/**
	 * Creates a page.
	 * @param all all groups
	 * @param hub the service name of the hub to filter by; {@code null} for all
	 */
	static GroupList of(Stream<GroupState> all, @Nullable String hub, int limit, int offset) {
		List<GroupState> matching = all.filter((each) -> hub == null || hub.equals(each.hub())).sorted(ORDER).toList();
		return new GroupList(matching.size(), limit, offset, matching.stream().skip(offset).limit(limit).toList());
	}

	/**
	 * Adds how many members they have on all servers, where that is known.
	 * @param everywhere asks that of a group; the stage does not fail, and all of them
	 * complete after a bounded time
	 */
	GroupList everywhere(Function<GroupState, CompletionStage<GroupState>> everywhere) {
		List<CompletableFuture<GroupState>> asked = this.groups.stream()
			.map((each) -> everywhere.apply(each).toCompletableFuture())
			.toList();
		return new GroupList(this.total, this.limit, this.offset, asked.stream().map(CompletableFuture::join).toList());
	}

}
