package io.github.magiconion4j.internal.threads;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import io.github.magiconion4j.internal.timer.HubTimer;

/**
 * The timer and executors of a client. Based on {@link PatientExecutor}s, so they throw
 * nothing but rejections.
 *
 * @param timer enforces timeouts
 * @param sending sends, and runs what must not block the timer's thread. Nothing blocks
 * on it, and it rejects nothing
 * @param callbacks runs receivers and callbacks, which may block. It may throw
 * {@link RejectedExecutionException}
 * @param completing completes the application's stages, for which a callback may be
 * waiting. It rejects nothing
 */
public record ClientThreads(HubTimer timer, Executor sending, Executor callbacks, Executor completing) {

}
