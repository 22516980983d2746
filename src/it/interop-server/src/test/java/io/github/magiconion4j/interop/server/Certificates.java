package io.github.magiconion4j.interop.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import io.github.magiconion4j.interop.testing.ChildProcess;
import io.grpc.ChannelCredentials;
import io.grpc.TlsChannelCredentials;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server's and a client's key, each with a certificate that the other trusts, created
 * for this run by the JDK's keytool.
 *
 * @param server the key store of the server, and trust store of clients
 * @param client the key store of a client, and trust store of the server
 */
record Certificates(Path server, Path client) {

	static final String PASSWORD = "changeit";

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	static Certificates create(Path folder) throws InterruptedException {
		return new Certificates(keyPair(folder.resolve("server.p12"), "CN=localhost"),
				keyPair(folder.resolve("client.p12"), "CN=player"));
	}

	private static Path keyPair(Path file, String name) throws InterruptedException {
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		Path store = file.toAbsolutePath();
		keytool(keytool, "-genkeypair", "-alias", "key", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", name,
				"-ext", "san=dns:localhost", "-validity", "2", "-storetype", "PKCS12", "-keystore", store.toString(),
				"-storepass", PASSWORD);
		String certificate = store + ".crt";
		keytool(keytool, "-exportcert", "-alias", "key", "-keystore", store.toString(), "-storepass", PASSWORD, "-file",
				certificate);
		keytool(keytool, "-importcert", "-noprompt", "-alias", "trusted", "-keystore", store.toString(), "-storepass",
				PASSWORD, "-file", certificate);
		return store;
	}

	private static void keytool(String... command) throws InterruptedException {
		try (ChildProcess keytool = ChildProcess.start("keytool", List.of(command))) {
			assertThat(keytool.exitCode(PATIENCE)).as("%s", keytool.output()).isZero();
		}
	}

	/** Options of a client with a certificate. */
	ChannelCredentials mutual() throws IOException, GeneralSecurityException {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(load(this.client), PASSWORD.toCharArray());
		return trusting().keyManager(keys.getKeyManagers()).build();
	}

	/** Options of a client without a certificate. */
	ChannelCredentials anonymous() throws IOException, GeneralSecurityException {
		return trusting().build();
	}

	private TlsChannelCredentials.Builder trusting() throws IOException, GeneralSecurityException {
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(load(this.server));
		return TlsChannelCredentials.newBuilder().trustManager(trust.getTrustManagers());
	}

	private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream stream = Files.newInputStream(file)) {
			store.load(stream, PASSWORD.toCharArray());
		}
		return store;
	}

}
