package io.github.magiconion4j.autoconfigure;

import io.github.magiconion4j.serialization.Compression;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The bodies of messages.
 *
 * @param compression How bodies are compressed, of hubs that say nothing else; what
 * clients send is read in both forms of LZ4 then. Needs the library at.yawk.lz4:lz4-java.
 * @param maxDecompressedBytes How many bytes a body may have when it is decompressed.
 * @param nativeForms Whether times, ids and decimals are also read that C# writes with
 * its native resolvers.
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
					"Set it to at least 1KB, or leave it out for the default.");
		}
	}

}
