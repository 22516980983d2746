package io.github.magiconion4j.protocol;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.github.magiconion4j.internal.text.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * A message under construction: the fields of the envelope in their shortest MessagePack
 * form, then a body that a serializer writes to this stream. Not thread-safe.
 */
public final class MessageBuffer extends OutputStream {

	private byte[] bytes;

	private int length;

	/**
	 * Creates an empty buffer that grows.
	 */
	public MessageBuffer() {
		this(64);
	}

	MessageBuffer(int capacity) {
		this.bytes = new byte[capacity];
	}

	/**
	 * Begins a call or its answer: {@code [messageId, methodId,}, to be followed by the
	 * body.
	 * @param messageId the number of the call
	 * @param methodId the method
	 * @return a buffer to write the body to
	 */
	public static MessageBuffer response(int messageId, int methodId) {
		return new MessageBuffer().array(3).integer(messageId).integer(methodId);
	}

	/**
	 * Begins a message without an answer: {@code [methodId,}, to be followed by the body.
	 * @param methodId the method
	 * @return a buffer to write the body to
	 */
	public static MessageBuffer broadcast(int methodId) {
		return new MessageBuffer().array(2).integer(methodId);
	}

	/**
	 * Begins a call of a receiver method with a result: {@code [0, nil, id, methodId,},
	 * to be followed by the body.
	 * @param id the id of the call
	 * @param methodId the receiver method
	 * @return a buffer to write the body to
	 */
	public static MessageBuffer clientResultRequest(UUID id, int methodId) {
		return new MessageBuffer().array(5).integer(MessageTypes.CLIENT_RESULT).nil().guid(id).integer(methodId);
	}

	/**
	 * Returns the bytes written so far.
	 * @return the bytes; the array is the buffer's own if it fits exactly
	 */
	public byte[] toBytes() {
		return (this.length == this.bytes.length) ? this.bytes : Arrays.copyOf(this.bytes, this.length);
	}

	@Override
	public void write(int b) {
		ensure(1);
		this.bytes[this.length++] = (byte) b;
	}

	@Override
	public void write(byte[] source, int offset, int count) {
		Objects.checkFromIndexSize(offset, count, source.length);
		ensure(count);
		System.arraycopy(source, offset, this.bytes, this.length, count);
		this.length += count;
	}

	@Override
	public void close() {
		// Serializers close their target. There is nothing to release.
	}

	MessageBuffer array(int size) {
		if (size < 16) {
			write(0x90 | size);
		}
		else if (size < 1 << 16) {
			write(0xdc);
			write(size >>> 8);
			write(size);
		}
		else {
			write(0xdd);
			write(size >>> 24);
			write(size >>> 16);
			write(size >>> 8);
			write(size);
		}
		return this;
	}

	/** Keys of members of a group. */
	MessageBuffer keys(List<Object> keys) {
		array(keys.size());
		keys.forEach(this::key);
		return this;
	}

	/** The key of a member of a group: see {@link GroupMessage}. */
	MessageBuffer key(Object key) {
		if (key instanceof UUID id) {
			write(0xc4);
			write(Guids.LENGTH);
			ensure(Guids.LENGTH);
			Guids.write(id, this.bytes, this.length);
			this.length += Guids.LENGTH;
			return this;
		}
		if (key instanceof Slice bytes) {
			return raw(bytes);
		}
		if (key instanceof String text) {
			return string(text);
		}
		throw new IllegalArgumentException(
				"A key on the wire is a UUID, a String or a Slice, not a " + key.getClass().getName());
	}

	MessageBuffer integer(long value) {
		ensure(Integers.size(value));
		this.length = Integers.write(value, this.bytes, this.length);
		return this;
	}

	MessageBuffer nil() {
		write(MessageReader.NIL);
		return this;
	}

	MessageBuffer string(@Nullable String text) {
		if (text == null) {
			return nil();
		}
		byte[] utf8 = Utf8.bytes(text);
		if (utf8.length < 32) {
			write(0xa0 | utf8.length);
		}
		else if (utf8.length < 1 << 8) {
			write(0xd9);
			write(utf8.length);
		}
		else if (utf8.length < 1 << 16) {
			write(0xda);
			write(utf8.length >>> 8);
			write(utf8.length);
		}
		else {
			write(0xdb);
			write(utf8.length >>> 24);
			write(utf8.length >>> 16);
			write(utf8.length >>> 8);
			write(utf8.length);
		}
		write(utf8, 0, utf8.length);
		return this;
	}

	MessageBuffer guid(UUID id) {
		return string(id.toString());
	}

	MessageBuffer raw(Slice slice) {
		write(slice.array(), slice.offset(), slice.length());
		return this;
	}

	private void ensure(int count) {
		if (count > this.bytes.length - this.length) {
			long wanted = Math.max((long) this.length + count, 2L * this.bytes.length);
			this.bytes = Arrays.copyOf(this.bytes, Math.toIntExact(Math.min(wanted, Integer.MAX_VALUE - 8)));
		}
	}

}
