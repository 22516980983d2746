/**
 * The groups of a server: who is in them, and how their calls reach members here and on
 * other servers. What a group has to do with a connection is
 * {@link io.github.magiconion4j.internal.groups.GroupMember}. Internal: nothing here is
 * for users.
 */
@NullMarked
package io.github.magiconion4j.internal.groups;

import org.jspecify.annotations.NullMarked;
