package io.github.magiconion4j.sample;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends the current connections to all open pages once a second (server-sent events).
 */
@RestController
class LiveController {

	private static final long FOR_EVER = 0;

	private final LiveData data;

	private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();

	LiveController(LiveData data) {
		this.data = data;
	}

	@GetMapping("/live")
	SseEmitter live() {
		SseEmitter page = new SseEmitter(FOR_EVER);
		page.onCompletion(() -> this.pages.remove(page));
		page.onError((failure) -> this.pages.remove(page));
		this.pages.add(page);
		return page;
	}

	@Scheduled(fixedRateString = "${chat.live-period:1s}")
	void tell() {
		if (this.pages.isEmpty()) {
			return;
		}
		LiveData.Snapshot snapshot = this.data.snapshot();
		this.pages.removeIf((page) -> !isSent(page, snapshot));
	}

	/**
	 * Closes the streams of open pages, for which the web server would otherwise wait at
	 * shutdown.
	 */
	@EventListener(ContextClosedEvent.class)
	void close() {
		this.pages.forEach(SseEmitter::complete);
	}

	private static boolean isSent(SseEmitter page, LiveData.Snapshot snapshot) {
		try {
			page.send(snapshot);
			return true;
		}
		catch (IOException | IllegalStateException ex) { // the page was closed
			return false;
		}
	}

}
