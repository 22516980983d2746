package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import org.jspecify.annotations.Nullable;
import org.msgpack.jackson.dataformat.MessagePackExtensionType;

/**
 * Creates the error texts for values that cannot be read. The sender sees them, so they
 * contain only simple class names, little of the value, and no texts of user code.
 */
final class Problems {

	private static final int MAX_TEXT = 20;

	private static final int MAX_PATH = 200;

	private Problems() {
	}

	/**
	 * Translates an exception of Jackson.
	 * @return the exception to throw instead
	 */
	static IOException of(JsonParser source, IOException failure) {
		if (failure instanceof InvalidDefinitionException) {
			return failure; // a problem of the Java type, not of the value
		}
		String path = (failure instanceof JsonMappingException mapping) ? path(mapping.getPath()) : "";
		String where = path.isEmpty() ? "" : " at " + abbreviate(path, MAX_PATH);
		return new UnreadableBodyException(problem(source, failure) + where, failure);
	}

	/**
	 * Describes the value that was found.
	 */
	static String found(JsonParser source) throws IOException {
		JsonToken token = source.currentToken();
		if (token == null) {
			return "nothing";
		}
		return switch (token) {
			case VALUE_NULL -> "nil";
			case START_ARRAY, END_ARRAY -> "an array";
			case START_OBJECT, END_OBJECT -> "a map";
			case VALUE_STRING, FIELD_NAME -> "text '" + abbreviate(source.getText(), MAX_TEXT) + "'";
			case VALUE_EMBEDDED_OBJECT -> embedded(source.getEmbeddedObject());
			case VALUE_NUMBER_FLOAT ->
				source.getNumberType().name().toLowerCase(Locale.ROOT) + " " + source.getNumberValue();
			default -> source.getText();
		};
	}

	private static String embedded(Object value) {
		if (value instanceof MessagePackExtensionType extension) {
			return "extension type " + extension.getType();
		}
		return (value instanceof Instant) ? "a time" : "binary data";
	}

	private static String problem(JsonParser source, IOException failure) {
		Throwable cause = failure;
		while (cause instanceof JsonMappingException && cause.getCause() instanceof JsonProcessingException inner) {
			cause = inner;
		}
		try {
			if (cause instanceof MismatchedInputException mismatch) {
				return expected(mismatch.getTargetType(), source);
			}
			if (cause instanceof InputCoercionException mismatch) {
				return expected(mismatch.getTargetType(), source);
			}
		}
		catch (IOException ex) {
			// then the text of the failure describes it
		}
		return (cause instanceof StreamReadException unreadable) ? unreadable.getOriginalMessage()
				: "the value is not accepted";
	}

	private static String expected(@Nullable Class<?> type, JsonParser source) throws IOException {
		return "expected " + ((type != null) ? type.getSimpleName() : "another value") + ", found " + found(source);
	}

	private static String path(List<JsonMappingException.Reference> references) {
		StringBuilder path = new StringBuilder();
		for (JsonMappingException.Reference reference : references) {
			if (reference.getFieldName() == null) {
				path.append('[').append(reference.getIndex()).append(']');
			}
			else if (reference.getFrom() instanceof Map<?, ?>) {
				path.append('[').append(abbreviate(reference.getFieldName(), MAX_TEXT)).append(']');
			}
			else {
				path.append(path.isEmpty() ? "" : ".").append(reference.getFieldName());
			}
		}
		return path.toString();
	}

	private static String abbreviate(String text, int length) {
		String start = (text.length() > length) ? text.substring(0, length) + "…" : text;
		return start.replaceAll("\\p{Cntrl}", "?");
	}

}
