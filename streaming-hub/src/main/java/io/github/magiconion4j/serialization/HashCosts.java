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
 * Protects against hash flooding: limits the cost of inserting map keys and set elements
 * of a whole body. Keys with equal hashes are compared with each other, and an attacker
 * can choose keys that all have the same hash. Java's own maps sort such keys if they are
 * {@code Comparable}; other keys are counted here, and a body may cost a limited amount
 * in proportion to its length.
 * <p>
 * Hashing a key costs its length in bytes. Comparing it with another key costs the same
 * again, plus the cost of the maps and sets in the key, which are then looked up again.
 */
final class HashCosts {

	/**
	 * Records of small numbers often have equal hashes: the points of a square of a
	 * million points cost a quarter of this limit.
	 */
	private static final int PER_BYTE = 64;

	/** The minimum limit, for small bodies: deeply nested keys cost much per byte. */
	private static final int LEAST = 1 << 19;

	private static final Container NOT_COUNTED = new Container(false, Map.of());

	/** Maps that sort keys with equal hashes, if the keys are comparable. */
	private static final Set<Class<?>> SORTING = Set.of(HashMap.class, LinkedHashMap.class, ConcurrentHashMap.class,
			HashSet.class, LinkedHashSet.class);

	private final BodyParser source;

	/** The maps and sets that are being read, the innermost first. */
	private final Deque<Container> open = new ArrayDeque<>(4);

	private final long allowance;

	private long spent;

	HashCosts(BodyParser source, int length) {
		this.source = source;
		this.allowance = LEAST + (long) PER_BYTE * length;
	}

	/** The costs of the body that a parser is reading. */
	static HashCosts of(JsonParser source) throws JsonParseException {
		if (source instanceof BodyParser parser) {
			return parser.hashCosts();
		}
		throw new JsonParseException(source, "maps and sets cannot be read from a copy that Jackson has buffered");
	}

	/**
	 * Whether a container of such keys or elements must be counted, because it may
	 * compare many of them.
	 */
	static boolean count(JavaType container, JavaType key) {
		Class<?> raw = container.getRawClass();
		if (key.isEnumType() || SortedMap.class.isAssignableFrom(raw) || SortedSet.class.isAssignableFrom(raw)) {
			return false;
		}
		return !SORTING.contains(raw) || Scalars.find(key.getRawClass()) == null;
	}

	/** A map or a set starts. */
	void enter(boolean counted) {
		this.open.push(counted ? new Container(true, new HashMap<>()) : NOT_COUNTED);
	}

	/** The map or set has ended. */
	void leave() {
		this.open.pop();
	}

	/** Reads a key or an element of the innermost map or set. */
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
		pay(bytes); // before the key is hashed
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
	 * @param hashes the number of keys by hash
	 */
	private record Container(boolean counted, Map<Integer, Integer> hashes) {

	}

}
