package io.github.magiconion4j.autoconfigure.endpoint;

import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.magiconion4j.hub.GroupState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GroupListTest {

	@Test
	void theShownGroupsAreCountedOnAllServers() {
		Stream<GroupState> groups = Stream.of(group("a", 3, null), group("b", 2, null), group("c", 1, null));
		GroupList list = GroupList.of(groups, null, 2, 1)
			.everywhere((group) -> CompletableFuture
				.supplyAsync(() -> group(group.name(), group.members(), 10 * group.members())));
		assertThat(list).isEqualTo(new GroupList(3, 2, 1, Stream.of(group("b", 2, 20), group("c", 1, 10)).toList()));
	}

	private static GroupState group(String name, int members, @Nullable Integer everywhere) {
		return new GroupState(null, name, "redis", members, everywhere);
	}

}
