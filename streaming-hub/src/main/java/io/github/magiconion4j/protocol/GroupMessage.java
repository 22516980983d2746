package io.github.magiconion4j.protocol;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A message between the servers of a fleet about a group, in the format of Multicaster 2.
 * <p>
 * A key names a member. It is a {@link UUID}, in bytes a bin of 16 in the order of .NET;
 * a {@link String}; or a {@link Slice} with the bytes of a key of any other type.
 */
public sealed interface GroupMessage {

	/**
	 * Encodes the message.
	 * @return a new array
	 * @throws IllegalArgumentException if a key has none of the types above
	 */
	byte[] encode();

	/**
	 * Decodes a message. Its kind depends only on the length of the outer array.
	 * @param bytes the message; do not change the array afterwards, since parts are
	 * slices of it
	 * @return the message; {@code null} for an unknown kind, which is ignored
	 * @throws MalformedMessageException if the bytes are not a message
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
		// Grows with the actual elements: the header may claim any size.
		List<Object> keys = new ArrayList<>((int) Math.min(size, 16));
		for (long i = 0; i < size; i++) {
			keys.add(reader.key());
		}
		return Collections.unmodifiableList(keys);
	}

	/**
	 * A call of a receiver method.
	 *
	 * @param excludes the keys of members that are not called
	 * @param targets the keys of members that are called; {@code null} for all
	 * @param message the complete message for clients
	 */
	record Call(List<Object> excludes, @Nullable List<Object> targets, Slice message) implements GroupMessage {

		@Override
		public byte[] encode() {
			int keys = this.excludes.size() + ((this.targets != null) ? this.targets.size() : 0);
			// Exact for a call of all members, which is the most frequent.
			MessageBuffer buffer = new MessageBuffer(3 + this.message.length() + ((keys == 0) ? 0 : 8 + 18 * keys))
				.array(3)
				.keys(this.excludes);
			return ((this.targets != null) ? buffer.keys(this.targets) : buffer.nil()).raw(this.message).toBytes();
		}

	}

	/**
	 * A request to remove a member; the server that has the member executes it.
	 *
	 * @param key the member's key
	 */
	record Removal(Object key) implements GroupMessage {

		@Override
		public byte[] encode() {
			return new MessageBuffer(20).array(2).integer(0).key(this.key).toBytes();
		}

	}

}
