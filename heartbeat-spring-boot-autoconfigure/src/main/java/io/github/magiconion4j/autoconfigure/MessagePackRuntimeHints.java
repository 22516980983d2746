package io.github.magiconion4j.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Registers native-image hints for the buffer classes of the MessagePack library, which
 * selects one by reflection.
 */
class MessagePackRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		for (String each : List.of("MessageBuffer", "MessageBufferBE", "MessageBufferU")) {
			hints.reflection()
				.registerType(TypeReference.of("org.msgpack.core.buffer." + each),
						MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
		}
		hints.reflection().registerType(TypeReference.of("sun.misc.Unsafe"), (type) -> type.withField("theUnsafe"));
	}

}
