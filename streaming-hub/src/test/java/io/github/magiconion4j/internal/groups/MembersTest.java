package io.github.magiconion4j.internal.groups;

import java.lang.reflect.Proxy;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The members of a group, without connections.
 */
class MembersTest {

	private final UUID id = UUID.randomUUID();

	private final AtomicBoolean ended = new AtomicBoolean();

	private final AtomicReference<Memberships> memberships = new AtomicReference<>();

	private final GroupMember member = (GroupMember) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { GroupMember.class }, (proxy, method, arguments) -> switch (method.getName()) {
				case "connectionId" -> this.id;
				case "groups" -> this.memberships.get();
				case "hasEnded" -> this.ended.get();
				default -> throw new UnsupportedOperationException(method.getName());
			});

	private void join(Members group) {
		group.put(this.member);
		this.member.groups().add(group);
	}

	/** As if another thread added it again while it is removed. */
	@Test
	void whoJoinsAgainDuringARemovalStillLeavesAtTheEnd() {
		this.memberships.set(new Memberships(this.member));
		AtomicReference<Members> group = new AtomicReference<>();
		AtomicBoolean first = new AtomicBoolean(true);
		group.set(new Members(null, (leaving) -> {
			group.get().takeOut(leaving);
			if (first.getAndSet(false)) {
				join(group.get());
			}
		}));
		join(group.get());
		group.get().remove(this.member);
		assertThat(group.get().count()).isOne();
		this.ended.set(true);
		this.member.groups().leaveAll();
		assertThat(group.get().count()).isZero();
	}

}
