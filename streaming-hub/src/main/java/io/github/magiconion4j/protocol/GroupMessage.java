package io.github.magiconion4j.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What the servers of a fleet say to each other about a group, as Multicaster 2 writes
 * and reads it.
 * <p>
 * A key names a member. It is a {@link UUID}, in bytes a bin of 16 in the order of .NET;
 * a {@link String}; or a {@link Slice} with the bytes of a key of any other type.
 */
public sealed interface GroupMessage {

	/**
	 * The message's bytes.
	 * @return a new array
	 * @throws IllegalArgumentException if a key is of none of the types above
	 */
	byte[] encode();

	/**
	 * Reads a message. The kind is told by the length of the outer array alone.
	 * @param bytes the message; not to be changed any more, since its parts are slices of
	 * it
	 * @return the message, or {@code null} if it is of a kind that is to be ignored
	 * @throws MalformedMessageException if it is no message
	 */
	static @Nullable GroupMessage decode(byte[] bytes) {
		MessageReader reader = new MessageReader(bytes);
		return switch (reader.array()) {
			case 2 -> {
				reader.skip();
				yield new Removal(reader.key());
			}
			case 3 -> {
				List<Object> excludes = keys(reader);
				List<Object> targets = keys(reader);
				yield new Call((excludes != null) ? excludes : List.of(), targets, reader.rest());
			}
			default -> null;
		};
	}

	private static @Nullable List<Object> keys(MessageReader reader) {
		if (reader.isNil()) {
			reader.nil();
			return null;
		}
		long size = reader.arrayOfAnySize();
		if (size == 0) {
			return List.of();
		}
		// Grows with what is there, not with what the header says.
		List<Object> keys = new ArrayList<>((int) Math.min(size, 16));
		for (long i = 0; i < size; i++) {
			keys.add(reader.key());
		}
		return Collections.unmodifiableList(keys);
	}

	/**
	 * A call of a receiver method.
	 *
	 * @param excludes the keys of those who are left out
	 * @param targets the keys of those who are called; {@code null} for everybody
	 * @param message the whole message as clients get it
	 */
	record Call(List<Object> excludes, @Nullable List<Object> targets, Slice message) implements GroupMessage {

		@Override
		public byte[] encode() {
			int keys = this.excludes.size() + ((this.targets != null) ? this.targets.size() : 0);
			// Exact for a call of everybody, which is sent most.
			MessageBuffer buffer = new MessageBuffer(3 + this.message.length() + ((keys == 0) ? 0 : 8 + 18 * keys))
				.array(3)
				.keys(this.excludes);
			return ((this.targets != null) ? buffer.keys(this.targets) : buffer.nil()).raw(this.message).toBytes();
		}

	}

	/**
	 * A member is to be removed by whichever server has it.
	 *
	 * @param key its key
	 */
	record Removal(Object key) implements GroupMessage {

		@Override
		public byte[] encode() {
			return new MessageBuffer(20).array(2).integer(0).key(this.key).toBytes();
		}

	}

}
