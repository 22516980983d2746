package io.github.magiconion4j.internal.threads;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.magiconion4j.internal.timer.HubTimer;

/**
 * What the parts of a client run on.
 *
 * @param timer bounds how long things wait
 * @param sending sends, and does what the timer's thread must not. Nothing that blocks is
 * run on it, and it rejects nothing
 * @param callbacks runs receivers and callbacks, which may block. It may throw
 * {@link RejectedExecutionException}
 * @param completing completes stages of users, for which a callback may wait. It rejects
 * nothing
 */
public record ClientThreads(HubTimer timer, Executor sending, Executor callbacks, Executor completing) {

}
