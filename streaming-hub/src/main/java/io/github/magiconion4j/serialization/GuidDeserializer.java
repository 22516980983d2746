package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * A Guid as MessagePack-CSharp writes it: 36 characters of text, in either case.
 */
final class GuidDeserializer extends StdScalarDeserializer<UUID> {

	private static final long serialVersionUID = 1L;

	private static final int LENGTH = 36;

	GuidDeserializer() {
		super(UUID.class);
	}

	@Override
	public UUID deserialize(JsonParser parser, DeserializationContext context) throws IOException {
		if (!parser.hasToken(JsonToken.VALUE_STRING)) {
			return (UUID) context.handleUnexpectedToken(UUID.class, parser);
		}
		String text = parser.getText();
		try {
			if (text.length() == LENGTH) {
				return UUID.fromString(text);
			}
		}
		catch (IllegalArgumentException ex) {
			// said below
		}
		return (UUID) context.handleWeirdStringValue(UUID.class, text, "a Guid has 36 characters, with hyphens");
	}

}
