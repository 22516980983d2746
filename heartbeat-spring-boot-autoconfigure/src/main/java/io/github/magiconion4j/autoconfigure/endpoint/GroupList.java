package io.github.magiconion4j.autoconfigure.endpoint;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.GroupState;
import org.jspecify.annotations.Nullable;

/**
 * A page of groups, those with the most members on this server first.
 *
 * @param total how many groups match
 * @param limit how many are shown at most
 * @param offset after how many
 * @param groups the page
 */
record GroupList(int total, int limit, int offset, List<GroupState> groups) {

	private static final Comparator<GroupState> ORDER = Comparator.comparingInt(GroupState::members)
		.reversed()
		.thenComparing(GroupState::name)
		.thenComparing(GroupState::hub, Comparator.nullsFirst(Comparator.naturalOrder()));

	/**
	 * Makes a list.
	 * @param all all groups
	 * @param hub the service name of the hub that they are of; {@code null} for all
	 */
	static GroupList of(Stream<GroupState> all, @Nullable String hub, int limit, int offset) {
		List<GroupState> matching = all.filter((each) -> hub == null || hub.equals(each.hub())).sorted(ORDER).toList();
		return new GroupList(matching.size(), limit, offset, matching.stream().skip(offset).limit(limit).toList());
	}

}
