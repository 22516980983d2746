package io.github.magiconion4j.internal.groups;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Members of a group by name. Several members may have the same name. Thread-safe.
 */
final class NamedMembers {

	private final Map<UUID, String> names = new ConcurrentHashMap<>();

	private final Map<String, Set<GroupMember>> byName = new ConcurrentHashMap<>();

	void add(GroupMember member, String name) {
		this.names.put(member.connectionId(), name);
		this.byName.compute(name, (key, known) -> {
			Set<GroupMember> members = (known != null) ? known : ConcurrentHashMap.newKeySet();
			members.add(member);
			return members;
		});
	}

	void remove(GroupMember member) {
		String name = this.names.remove(member.connectionId());
		if (name != null) {
			this.byName.computeIfPresent(name, (key, members) -> {
				members.remove(member);
				return members.isEmpty() ? null : members;
			});
		}
	}

	void forEach(String name, Consumer<GroupMember> action) {
		this.byName.getOrDefault(name, Set.of()).forEach(action);
	}

}
