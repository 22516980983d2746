package io.github.magiconion4j.serialization;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.core.base.ParserMinimalBase;
import org.jspecify.annotations.Nullable;

/**
 * What Jackson asks of a parser and MessagePack has nothing to say to.
 */
abstract class MinimalParser extends ParserMinimalBase {

	private @Nullable ObjectCodec codec;

	private boolean closed;

	MinimalParser(@Nullable ObjectCodec codec, int features, StreamReadConstraints constraints) {
		super(features, constraints);
		this.codec = codec;
	}

	@Override
	public char[] getTextCharacters() {
		return text().toCharArray();
	}

	@Override
	public boolean hasTextCharacters() {
		return false;
	}

	@Override
	public int getTextLength() {
		return text().length();
	}

	@Override
	public int getTextOffset() {
		return 0;
	}

	private String text() {
		return String.valueOf(getText());
	}

	@Override
	public abstract @Nullable String getText();

	@Override
	@SuppressWarnings("deprecation") // abstract all the same
	public JsonLocation getCurrentLocation() {
		return JsonLocation.NA;
	}

	@Override
	@SuppressWarnings("deprecation") // abstract all the same
	public JsonLocation getTokenLocation() {
		return JsonLocation.NA;
	}

	@Override
	public @Nullable ObjectCodec getCodec() {
		return this.codec;
	}

	@Override
	public void setCodec(@Nullable ObjectCodec codec) {
		this.codec = codec;
	}

	@Override
	public Version version() {
		return Version.unknownVersion();
	}

	@Override
	public void close() {
		this.closed = true;
	}

	@Override
	public boolean isClosed() {
		return this.closed;
	}

	@Override
	protected void _handleEOF() {
		// nextToken() says it
	}

}
