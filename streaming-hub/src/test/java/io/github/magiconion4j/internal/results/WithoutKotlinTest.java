package io.github.magiconion4j.internal.results;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CompletionStage;

import io.github.magiconion4j.contract.HubContract;
import io.github.magiconion4j.hub.StreamingHub;
import kotlin.coroutines.Continuation;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The library without Kotlin, or without coroutines, on the class path.
 */
class WithoutKotlinTest {

	@Test
	void aJavaContractDoesNotNeedKotlin() throws Exception {
		assertThat(read(new Without("kotlin"), Plain.class)).contains("resultType=class java.lang.String");
	}

	@Test
	void aSuspendFunctionNamesTheLibraryThatItNeeds() {
		assertThatExceptionOfType(InvocationTargetException.class)
			.isThrownBy(() -> read(new Without("kotlinx."), Suspending.class))
			.havingCause()
			.withMessageContaining("org.jetbrains.kotlinx:kotlinx-coroutines-core");
	}

	private static String read(ClassLoader loader, Class<?> hub) throws Exception {
		return loader.loadClass(HubContract.class.getName())
			.getMethod("of", Class.class)
			.invoke(null, loader.loadClass(hub.getName()))
			.toString();
	}

	interface Receiver {

	}

	interface Plain extends StreamingHub<Receiver> {

		CompletionStage<String> name();

	}

	interface Suspending extends StreamingHub<Receiver> {

		Object name(Continuation<? super String> end);

	}

	/** Loads the library again. */
	private static final class Without extends ClassLoader {

		private final String hidden;

		Without(String hidden) {
			super(WithoutKotlinTest.class.getClassLoader());
			this.hidden = hidden;
		}

		@Override
		protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
			if (name.startsWith(this.hidden)) {
				throw new ClassNotFoundException(name);
			}
			if (!name.startsWith("io.github.magiconion4j.")) {
				return super.loadClass(name, resolve);
			}
			synchronized (getClassLoadingLock(name)) {
				Class<?> known = findLoadedClass(name);
				return (known != null) ? known : define(name);
			}
		}

		private Class<?> define(String name) throws ClassNotFoundException {
			try (InputStream bytes = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
				if (bytes == null) {
					throw new ClassNotFoundException(name);
				}
				byte[] code = bytes.readAllBytes();
				return defineClass(name, code, 0, code.length);
			}
			catch (IOException ex) {
				throw new ClassNotFoundException(name, ex);
			}
		}

	}

}
