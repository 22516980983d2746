package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.io.IOContext;
import org.jspecify.annotations.Nullable;
import org.msgpack.jackson.dataformat.MessagePackParser;
import org.msgpack.jackson.dataformat.MessagePackReadContext;

/**
 * A parser of msgpack-jackson that keeps the types of the keys of maps, and can give
 * names to the elements of an array. By itself it makes text of a key, and loses count if
 * that is an array or a map; short texts it decodes with the charset of the machine.
 */
final class StructureParser extends MessagePackParser {

	private static final boolean MACHINE_IS_UTF8 = Charset.defaultCharset().equals(StandardCharsets.UTF_8);

	private final byte[] body;

	/** What the key is that is the current token, if one is. */
	private @Nullable JsonToken key;

	/** The map that has the key. */
	private @Nullable MessagePackReadContext keyed;

	/** Maps with a key that is being read as a value, the innermost first. */
	private final Deque<MessagePackReadContext> keyReads = new ArrayDeque<>(2);

	/** Arrays that are read as objects, the innermost first. */
	private final Deque<NamedArray> objects = new ArrayDeque<>(2);

	StructureParser(IOContext context, int features, @Nullable ObjectCodec codec, byte[] body) throws IOException {
		super(context, features, codec, body, false); // else a parser within another one
														// would take its input away
		this.body = body;
	}

	@Override
	public @Nullable JsonToken nextToken() throws IOException {
		if (isOddKey()) {
			throw new JsonParseException(this, "expected text as the key of a map");
		}
		this.key = null;
		MessagePackReadContext context = context();
		NamedArray object = this.objects.peek();
		if (object != null && object.array() == context) {
			return (this._currToken == JsonToken.FIELD_NAME) ? super.nextToken() : nextName(object);
		}
		if (context == this.keyReads.peek()) {
			this.keyReads.pop();
			this._currToken = JsonToken.FIELD_NAME; // so that the value comes next
		}
		boolean atKey = context.inObject() && this._currToken != JsonToken.FIELD_NAME;
		return (atKey && hasMore(context)) ? nextKey(context) : super.nextToken();
	}

	/** Reads a key as the library reads values. */
	private JsonToken nextKey(MessagePackReadContext context) throws IOException {
		context.expectMoreValues();
		this._currToken = JsonToken.FIELD_NAME;
		this.key = super.nextToken();
		this.keyed = context;
		context.setCurrentName((this.key == JsonToken.VALUE_STRING) ? text() : "");
		this._currToken = JsonToken.FIELD_NAME;
		return this._currToken;
	}

	private boolean isOddKey() {
		return this.key != null && this.key != JsonToken.VALUE_STRING;
	}

	/**
	 * Makes the key that is the current token a value, of whatever type it is.
	 */
	JsonToken keyAsValue() {
		this.keyReads.push(Objects.requireNonNull(this.keyed));
		this._currToken = Objects.requireNonNull(this.key);
		this.key = null;
		return this._currToken;
	}

	/**
	 * Makes an object of the array that has just begun.
	 * @param names the names of its elements; those without one are skipped
	 */
	void arrayAsObject(@Nullable String[] names) {
		this.objects.push(new NamedArray(context(), names));
		this._currToken = JsonToken.START_OBJECT;
	}

	private JsonToken nextName(NamedArray object) throws IOException {
		while (object.hasMore()) {
			String name = object.nextName();
			if (name != null) {
				object.array().setCurrentName(name);
				this._currToken = JsonToken.FIELD_NAME;
				return this._currToken;
			}
			super.nextToken();
			skipChildren();
		}
		super.nextToken();
		this.objects.pop();
		this._currToken = JsonToken.END_OBJECT;
		return this._currToken;
	}

	/** How many entries the map has that has just begun. */
	int size() {
		return context().getExpectedLength();
	}

	/** The first byte of the current token. */
	int format() {
		return this.body[start()] & 0xff;
	}

	/** The text that the current token, or the key that is, is. */
	String text() throws IOException {
		return MACHINE_IS_UTF8 ? getText() : new String(textBytes(), StandardCharsets.UTF_8);
	}

	byte[] textBytes() {
		int header = switch (format()) {
			case 0xd9 -> 2;
			case 0xda -> 3;
			case 0xdb -> 5;
			default -> 1;
		};
		return Arrays.copyOfRange(this.body, start() + header, end());
	}

	/** Where the current token begins: the library counts bytes as characters. */
	int start() {
		return (int) currentTokenLocation().getCharOffset();
	}

	/** Where the current token ends. */
	int end() {
		return (int) currentLocation().getCharOffset();
	}

	/** The library counts the end, too. */
	private static boolean hasMore(MessagePackReadContext container) {
		return container.getRemainingExpectedLength() > 1;
	}

	private MessagePackReadContext context() {
		return (MessagePackReadContext) getParsingContext();
	}

	@Override
	public StructureParser skipChildren() throws IOException {
		if (this._currToken == null || !this._currToken.isStructStart()) {
			return this;
		}
		for (int open = 1; open > 0;) {
			JsonToken token = nextToken();
			if (isOddKey()) {
				token = keyAsValue();
			}
			if (token != null && token.isStructStart()) {
				open++;
			}
			else if (token != null && token.isStructEnd()) {
				open--;
			}
		}
		return this;
	}

	@Override
	public @Nullable String currentName() {
		return (this.key != null && this.keyed != null) ? this.keyed.getCurrentName() : super.currentName();
	}

	private record NamedArray(MessagePackReadContext array, @Nullable String[] names) {

		boolean hasMore() {
			return StructureParser.hasMore(this.array);
		}

		@Nullable String nextName() {
			int next = this.array.getExpectedLength() - this.array.getRemainingExpectedLength() + 1;
			return (next < this.names.length) ? this.names[next] : null;
		}

	}

}
