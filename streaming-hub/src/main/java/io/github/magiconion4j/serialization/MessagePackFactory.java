package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.ObjectCodec;
import org.jspecify.annotations.Nullable;

/**
 * MessagePack for Jackson, as strict as MessagePack-CSharp. The library for it,
 * {@code jackson-dataformat-msgpack}, cuts off integers that do not fit, makes text of
 * whatever it is asked for, cannot tell a {@code float} from a {@code double} nor write
 * an integer in full width, has no keys of maps but text and numbers, and knows no limit
 * of depth.
 */
final class MessagePackFactory extends JsonFactory {

	private static final long serialVersionUID = 1L;

	MessagePackFactory() {
	}

	private MessagePackFactory(MessagePackFactory source, @Nullable ObjectCodec codec) {
		super(source, codec);
	}

	@Override
	public JsonFactory copy() {
		return new MessagePackFactory(this, null);
	}

	@Override
	public JsonParser createParser(byte[] bytes) {
		return createParser(bytes, 0, bytes.length);
	}

	@Override
	public JsonParser createParser(byte[] bytes, int offset, int length) {
		return new MessagePackParser(this._objectCodec, this._parserFeatures, this._streamReadConstraints,
				new MessagePackInput(bytes, offset, length));
	}

	@Override
	public JsonParser createParser(InputStream source) throws IOException {
		return createParser(source.readAllBytes());
	}

	@Override
	public JsonGenerator createGenerator(OutputStream target, JsonEncoding encoding) {
		return new MessagePackGenerator(this._generatorFeatures, this._objectCodec, target);
	}

	@Override
	public String getFormatName() {
		return "MessagePack";
	}

	@Override
	public boolean canHandleBinaryNatively() {
		return true;
	}

	@Override
	public boolean canUseCharArrays() {
		return false;
	}

}
