package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.serialization.Compression;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bodies of messages.
 *
 * @param compression Default compression of message bodies. Both LZ4 forms are accepted
 * from clients. Needs the library at.yawk.lz4:lz4-java.
 * @param maxDecompressedBytes Maximum size of a body after decompression.
 * @param nativeForms Whether to also accept times, ids and decimals in the form of C#'s
 * native resolvers.
 */
@ConfigurationProperties(ServerProperties.PREFIX)
record BodyProperties(@DefaultValue("none") Compression compression, @DefaultValue("4MB") DataSize maxDecompressedBytes,
		@DefaultValue("false") boolean nativeForms) {

	static final String COMPRESSION = ServerProperties.PREFIX + ".compression";

	BodyProperties {
		if (maxDecompressedBytes.toBytes() < 1024) {
			throw new HubConfigurationException(
					ServerProperties.PREFIX + ".max-decompressed-bytes is " + maxDecompressedBytes
							+ ", but it must be at least 1KB.",
					"Set it to at least 1KB, or remove it to use the default.");
		}
	}

}
