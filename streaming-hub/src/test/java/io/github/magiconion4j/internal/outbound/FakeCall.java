package io.github.magiconion4j.internal.outbound;

import java.util.ArrayList;
import java.util.List;

import io.grpc.Attributes;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;

/**
 * A call whose transport sends when a test says so, and which reports readiness like
 * gRPC's calls. Thread-safe.
 */
final class FakeCall extends ServerCall<byte[], byte[]> {

	private final List<byte[]> left = new ArrayList<>();

	private final List<byte[]> underWay = new ArrayList<>();

	private int bytesUnderWay;

	private int threshold = 32 * 1024;

	/** Sends the first queued message. Returns whether the call became ready. */
	synchronized boolean leaveOne() {
		boolean before = isReady();
		if (!this.underWay.isEmpty()) {
			byte[] message = this.underWay.remove(0);
			this.left.add(message);
			this.bytesUnderWay -= message.length;
		}
		return !before && isReady();
	}

	synchronized int bytesUnderWay() {
		return this.bytesUnderWay;
	}

	synchronized List<byte[]> underWay() {
		return List.copyOf(this.underWay);
	}

	synchronized List<byte[]> left() {
		return List.copyOf(this.left);
	}

	@Override
	public synchronized boolean isReady() {
		return this.bytesUnderWay < this.threshold;
	}

	@Override
	public synchronized void setOnReadyThreshold(int bytes) {
		this.threshold = bytes;
	}

	@Override
	public synchronized void sendMessage(byte[] message) {
		this.underWay.add(message);
		this.bytesUnderWay += message.length;
	}

	@Override
	public void request(int messages) {
	}

	@Override
	public void sendHeaders(Metadata headers) {
	}

	@Override
	public void close(Status status, Metadata trailers) {
	}

	@Override
	public boolean isCancelled() {
		return false;
	}

	@Override
	public Attributes getAttributes() {
		return Attributes.EMPTY;
	}

	@Override
	public MethodDescriptor<byte[], byte[]> getMethodDescriptor() {
		throw new UnsupportedOperationException();
	}

}
