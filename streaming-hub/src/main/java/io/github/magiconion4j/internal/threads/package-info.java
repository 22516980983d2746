/**
 * The threads of hubs, and tasks that run one after the other on them. Internal: not part
 * of the API.
 */
@NullMarked
package io.github.magiconion4j.internal.threads;

import org.jspecify.annotations.NullMarked;
