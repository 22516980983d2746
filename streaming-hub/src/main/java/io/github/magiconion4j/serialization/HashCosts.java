package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to put the keys of maps and the elements of sets where they belong, over
 * a whole body. Keys of equal hashes are compared with each other, and a sender may
 * choose them so that all are equal. Java's own maps sort such keys if they are
 * {@code Comparable}; others are counted here, and a body may cost so much in proportion
 * to its length.
 * <p>
 * To hash a key costs its bytes, and so does a comparison with another one, plus what was
 * paid for the maps and sets in it: they are looked up again then.
 */
final class HashCosts {

	/**
	 * Records of small numbers have equal hashes by chance; those of a square of a
	 * million points cost a quarter of this.
	 */
	private static final int PER_BYTE = 64;

	/** For small bodies: keys within keys, as deep as it goes, cost much per byte. */
	private static final int LEAST = 1 << 19;

	private static final Container NOT_COUNTED = new Container(false, Map.of());

	/** They sort keys of equal hashes, if these can be sorted. */
	private static final Set<Class<?>> SORTING = Set.of(HashMap.class, LinkedHashMap.class, ConcurrentHashMap.class,
			HashSet.class, LinkedHashSet.class);

	private final BodyParser source;

	/** The maps and sets that are read, the innermost first. */
	private final Deque<Container> open = new ArrayDeque<>(4);

	private final long allowance;

	private long spent;

	HashCosts(BodyParser source, int length) {
		this.source = source;
		this.allowance = LEAST + (long) PER_BYTE * length;
	}

	/** The costs of the body that a parser reads. */
	static HashCosts of(JsonParser source) throws JsonParseException {
		if (source instanceof BodyParser parser) {
			return parser.hashCosts();
		}
		throw new JsonParseException(source,
				"the keys of a map, or elements of a set, are lost where Jackson copies it");
	}

	/** Whether a container of such keys or elements compares many of them at worst. */
	static boolean count(JavaType container, JavaType key) {
		Class<?> raw = container.getRawClass();
		if (key.isEnumType() || SortedMap.class.isAssignableFrom(raw) || SortedSet.class.isAssignableFrom(raw)) {
			return false;
		}
		return !SORTING.contains(raw) || Scalars.find(key.getRawClass()) == null;
	}

	/** A map or a set begins. */
	void enter(boolean counted) {
		this.open.push(counted ? new Container(true, new HashMap<>()) : NOT_COUNTED);
	}

	/** It ends. */
	void leave() {
		this.open.pop();
	}

	/** Reads a key of the map, or an element of the set, that is open. */
	@Nullable Object read(JsonDeserializer<?> deserializer, DeserializationContext context) throws IOException {
		Container container = this.open.peek();
		if (container == null || !container.counted()) {
			return deserializer.deserialize(this.source, context);
		}
		long before = this.spent;
		int start = this.source.start();
		Object key = deserializer.deserialize(this.source, context);
		if (key == null) {
			return null;
		}
		int bytes = this.source.end() - start;
		long comparison = bytes + this.spent - before;
		pay(bytes); // before it is hashed
		int same = container.hashes().merge(key.hashCode(), 1, Integer::sum) - 1;
		pay(comparison * same);
		return key;
	}

	private void pay(long cost) throws JsonParseException {
		this.spent += cost;
		if (this.spent > this.allowance) {
			throw new JsonParseException(this.source, "too many keys of maps, or elements of sets, have the same hash");
		}
	}

	/**
	 * A map or a set.
	 *
	 * @param hashes how often each hash came
	 */
	private record Container(boolean counted, Map<Integer, Integer> hashes) {

	}

}
