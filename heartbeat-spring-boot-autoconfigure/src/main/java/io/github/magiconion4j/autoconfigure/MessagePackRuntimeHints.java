package io.github.magiconion4j.autoconfigure;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * Tells a native image what the MessagePack library makes by reflection: the buffers, of
 * which it chooses one by what the machine can do.
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
