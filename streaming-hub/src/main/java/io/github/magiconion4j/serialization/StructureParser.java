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
 * A parser of msgpack-jackson that keeps the types of map keys, and can name the elements
 * of an array. It works around faults of the library's parser, which converts keys to
 * text, miscounts if a key is an array or a map, and decodes short texts with the default
 * charset.
 */
final class StructureParser extends MessagePackParser {

	private static final boolean MACHINE_IS_UTF8 = Charset.defaultCharset().equals(StandardCharsets.UTF_8);

	private final byte[] body;

	/** The token type of the key, if the current token is a key. */
	private @Nullable JsonToken key;

	/** The map that contains the key. */
	private @Nullable MessagePackReadContext keyed;

	/** Maps of which a key is being read as a value, the innermost first. */
	private final Deque<MessagePackReadContext> keyReads = new ArrayDeque<>(2);

	/** Arrays that are read as objects, the innermost first. */
	private final Deque<NamedArray> objects = new ArrayDeque<>(2);

	StructureParser(IOContext context, int features, @Nullable ObjectCodec codec, byte[] body) throws IOException {
		super(context, features, codec, body, false); // with true, a parser inside
														// another one would take its
														// input
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
			this._currToken = JsonToken.FIELD_NAME; // so that the value is the next token
		}
		boolean atKey = context.inObject() && this._currToken != JsonToken.FIELD_NAME;
		return (atKey && hasMore(context)) ? nextKey(context) : super.nextToken();
	}

	/** Reads a key like a value. */
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

	/** Turns the current token, a map key, into a value of its own type. */
	JsonToken keyAsValue() {
		this.keyReads.push(Objects.requireNonNull(this.keyed));
		this._currToken = Objects.requireNonNull(this.key);
		this.key = null;
		return this._currToken;
	}

	/**
	 * Turns the array that has just started into an object.
	 * @param names the names of its elements; elements without a name are skipped
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

	/** The number of entries of the map that has just started. */
	int size() {
		return context().getExpectedLength();
	}

	/** The first byte of the current token. */
	int format() {
		return this.body[start()] & 0xff;
	}

	/** The text of the current token or key. */
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

	/**
	 * The index of the current token's first byte, which the library returns as a
	 * character offset.
	 */
	int start() {
		return (int) currentTokenLocation().getCharOffset();
	}

	/** The index after the current token. */
	int end() {
		return (int) currentLocation().getCharOffset();
	}

	/** The library counts the end of a container as an element. */
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
