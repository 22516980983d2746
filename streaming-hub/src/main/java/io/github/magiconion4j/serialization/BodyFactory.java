package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.IOContext;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/**
 * Creates parsers and generators of msgpack-jackson that are as strict as
 * MessagePack-CSharp.
 */
final class BodyFactory extends MessagePackFactory {

	private static final long serialVersionUID = 1L;

	private final boolean nativeForms;

	/**
	 * Creates a factory.
	 * @param nativeForms whether C#'s native forms of times, ids and decimals are
	 * accepted
	 */
	BodyFactory(boolean nativeForms) {
		this.nativeForms = nativeForms;
	}

	private BodyFactory(BodyFactory source) {
		super(source);
		this.nativeForms = source.nativeForms;
	}

	@Override
	public JsonFactory copy() {
		return new BodyFactory(this);
	}

	@Override
	protected JsonParser _createParser(byte[] bytes, int offset, int length, IOContext context) throws IOException {
		int end = BodyScanner.end(bytes, offset, offset + length);
		if (end < offset + length) { // C# ignores bytes after the value
			MemoryPack.reject(bytes, offset, length);
		}
		byte[] body = Arrays.copyOfRange(bytes, offset, end); // the library does not
																// accept a range
		return new BodyParser(new StructureParser(context, this._parserFeatures, this._objectCodec, body), body.length,
				this.nativeForms);
	}

	@Override
	public JsonGenerator createGenerator(OutputStream target, JsonEncoding encoding) throws IOException {
		return new BodyGenerator(this._generatorFeatures, this._objectCodec, target, 0);
	}

}
