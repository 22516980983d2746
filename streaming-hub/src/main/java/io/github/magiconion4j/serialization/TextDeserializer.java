package io.github.magiconion4j.serialization;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Text and nothing else: Jackson's own makes text of numbers and bytes.
 */
final class TextDeserializer extends StdScalarDeserializer<String> {

	private static final long serialVersionUID = 1L;

	TextDeserializer() {
		super(String.class);
	}

	@Override
	public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
		return parser.hasToken(JsonToken.VALUE_STRING) ? parser.getText()
				: (String) context.handleUnexpectedToken(String.class, parser);
	}

}
