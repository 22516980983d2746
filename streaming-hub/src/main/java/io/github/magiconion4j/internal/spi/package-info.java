/**
 * The interfaces between the parts of the runtime. The server runtime implements
 * {@link io.github.magiconion4j.internal.spi.HubConnection}, the heartbeat engine
 * {@link io.github.magiconion4j.internal.spi.Heartbeats}; neither knows the other.
 */
@NullMarked
package io.github.magiconion4j.internal.spi;

import org.jspecify.annotations.NullMarked;
