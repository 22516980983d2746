package io.github.magiconion4j.serialization;

import com.fasterxml.jackson.core.JsonStreamContext;
import org.jspecify.annotations.Nullable;

/**
 * An array or a map that is being read, and how much of it is left.
 */
final class ReadContext extends JsonStreamContext {

	private final @Nullable ReadContext parent;

	/** Items to come: a map's entry is two of them. */
	private long left;

	/** Whether the next item of a map is a value, not a key. */
	private boolean atValue;

	private @Nullable String name;

	/** The names of an array's elements, if it is read as an object. */
	private @Nullable String @Nullable [] elementNames;

	private @Nullable Object currentValue;

	private ReadContext(@Nullable ReadContext parent, int type, long items) {
		super(type, -1);
		this.parent = parent;
		this.left = items;
		this._nestingDepth = (parent != null) ? parent.getNestingDepth() + 1 : 0;
	}

	static ReadContext root() {
		return new ReadContext(null, TYPE_ROOT, Long.MAX_VALUE);
	}

	ReadContext array(long elements) {
		return new ReadContext(this, TYPE_ARRAY, elements);
	}

	ReadContext map(long entries) {
		return new ReadContext(this, TYPE_OBJECT, 2 * entries);
	}

	/** From now on this array is an object with the elements as its properties. */
	void nameElements(@Nullable String[] names) {
		this._type = TYPE_OBJECT;
		this.elementNames = names;
	}

	boolean hasElementNames() {
		return this.elementNames != null;
	}

	/**
	 * Whether the element that comes next has a name, which then is the current one.
	 */
	boolean nameNextElement() {
		@Nullable String[] names = this.elementNames;
		int next = this._index + 1;
		this.name = (names != null && next < names.length) ? names[next] : null;
		this.atValue = this.name != null;
		return this.atValue;
	}

	boolean isAtKey() {
		return this._type == TYPE_OBJECT && !this.atValue;
	}

	boolean hasMore() {
		return this.left > 0;
	}

	long left() {
		return this.left;
	}

	void take() {
		this.left--;
		this._index++;
		this.atValue = !this.atValue;
	}

	/** Passes over an element without a name. */
	void pass() {
		this.left--;
		this._index++;
	}

	void setName(String name) {
		this.name = name;
	}

	@Override
	public @Nullable String getCurrentName() {
		return this.name;
	}

	@Override
	public @Nullable ReadContext getParent() {
		return this.parent;
	}

	@Override
	public @Nullable Object getCurrentValue() {
		return this.currentValue;
	}

	@Override
	public void setCurrentValue(@Nullable Object value) {
		this.currentValue = value;
	}

}
