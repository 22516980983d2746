package io.github.magiconion4j.hub;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares that a hub method never blocks. The event loop that reads a call then runs the
 * method itself. Otherwise a call changes threads twice: to a thread that the method may
 * block, and back. On the class of a hub, it applies to all hub methods that the class
 * declares.
 * <p>
 * While the method runs, all connections of its event loop wait, with their heartbeats.
 * So it must not wait for anything: a database, another service, a lock that is held for
 * long, or the result of a client. It may return a stage that completes later. What wraps
 * the call, such as {@linkplain HubFilter filters} and the advice of proxies, also runs
 * on the event loop; decorators of the tasks of other threads do not apply.
 * <p>
 * Operations of hubs that would wait do not on an event loop: {@link HubGroups#add} fails
 * with UNAVAILABLE if it would wait for a backplane ({@code addAsync} does not wait), a
 * receiver method that returns a plain value fails, and messages to the own client are
 * queued even above the high watermark.
 * <p>
 * It is only a permission. A call runs on another thread, as usual, if earlier calls of
 * its connection have not ended, if the event loop is unknown (as with the in-process
 * transport), or if such calls have taken half of the event loop's time. If a call takes
 * 100 ms or longer, a warning is logged, at most once a minute and hub.
 */
@Documented
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface NonBlocking {

}
