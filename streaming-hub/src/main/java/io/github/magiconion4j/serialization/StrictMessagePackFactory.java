package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.math.BigInteger;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import org.msgpack.jackson.dataformat.MessagePackFactory;

/**
 * Parsers that reject an integer which does not fit. Those of msgpack-jackson cut it off.
 */
final class StrictMessagePackFactory extends MessagePackFactory {

	private static final long serialVersionUID = 1L;

	@Override
	public JsonParser createParser(byte[] data, int offset, int length) throws IOException {
		return new StrictParser(super.createParser(data, offset, length));
	}

	private static final class StrictParser extends JsonParserDelegate {

		StrictParser(JsonParser parser) {
			super(parser);
		}

		@Override
		public byte getByteValue() throws IOException {
			return (byte) integer(Byte.MIN_VALUE, 0xff, byte.class);
		}

		@Override
		public short getShortValue() throws IOException {
			return (short) integer(Short.MIN_VALUE, Short.MAX_VALUE, short.class);
		}

		@Override
		public int getIntValue() throws IOException {
			return (int) integer(Integer.MIN_VALUE, Integer.MAX_VALUE, int.class);
		}

		@Override
		public long getLongValue() throws IOException {
			return integer(Long.MIN_VALUE, Long.MAX_VALUE, long.class);
		}

		@Override
		public String getText() throws IOException {
			JsonToken token = currentToken();
			return (token != null && token.isBoolean()) ? token.asString() : super.getText();
		}

		private long integer(long min, long max, Class<?> target) throws IOException {
			BigInteger exact = (getNumberType() == NumberType.BIG_INTEGER) ? getBigIntegerValue() : null;
			long value = (exact != null) ? exact.longValue() : this.delegate.getLongValue();
			if ((exact != null && exact.bitLength() >= Long.SIZE) || value < min || value > max) {
				throw new InputCoercionException(this, getNumberValue() + " does not fit " + target,
						JsonToken.VALUE_NUMBER_INT, target);
			}
			return value;
		}

	}

}
