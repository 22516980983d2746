/**
 * The groups of a server: their members, and how their calls reach members here and on
 * other servers. They use connections through
 * {@link io.github.magiconion4j.internal.groups.GroupMember}. Internal: not part of the
 * API.
 */
@NullMarked
package io.github.magiconion4j.internal.groups;

import org.jspecify.annotations.NullMarked;
