package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.util.EnumSet;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import org.jspecify.annotations.Nullable;

/**
 * An {@code [Flags]} enum of C#, whose values are sums of its constants: an
 * {@link EnumSet} in Java. As with C#'s {@code HasFlag}, a constant of several bits is in
 * the set if all of them are; the one that stands for none never is.
 *
 * @param <E> the enum
 */
final class EnumFlags<E extends Enum<E>> {

	private final Class<E> type;

	private final EnumNumbers numbers;

	private EnumFlags(Class<E> type, EnumNumbers numbers) {
		this.type = type;
		this.numbers = numbers;
	}

	/**
	 * Writes and reads the sets of an enum's constants.
	 * @param description the enum's own
	 * @throws IllegalArgumentException if nothing says which flags its constants are
	 */
	static Scalar<?> scalar(MapperConfig<?> config, JavaType type, BeanDescription description) {
		EnumNumbers numbers = type.isEnumType() ? EnumNumbers.of(config, description) : null;
		if (numbers == null || description.findJsonValueAccessor() == null) {
			throw new IllegalArgumentException(
					"An EnumSet is a sum of flags, so the constants of " + type.getRawClass().getName()
							+ " need numbers, which @JsonValue gives; if C# has no [Flags] enum, use Set");
		}
		@SuppressWarnings({ "unchecked", "rawtypes" }) // an enum of itself
		Scalar<?> scalar = new EnumFlags(type.getRawClass(), numbers).scalar();
		return scalar;
	}

	@SuppressWarnings({ "unchecked", "rawtypes" }) // there is no class of EnumSet<E>
	private Scalar<EnumSet<E>> scalar() {
		return new Scalar<>((Class) EnumSet.class, null, (target, flags) -> target.writeNumber(sum(flags)), this::read);
	}

	private long sum(EnumSet<E> flags) {
		long sum = 0;
		for (E flag : flags) {
			sum |= this.numbers.number(flag);
		}
		return sum;
	}

	private @Nullable EnumSet<E> read(JsonParser source) throws IOException {
		if (!source.hasToken(JsonToken.VALUE_NUMBER_INT)) {
			return null;
		}
		long sum = source.getLongValue();
		EnumSet<E> flags = EnumSet.noneOf(this.type);
		for (E flag : this.type.getEnumConstants()) {
			long bits = this.numbers.number(flag);
			if (bits != 0 && (sum & bits) == bits) {
				flags.add(flag);
			}
		}
		if (sum(flags) != sum) {
			throw new IllegalArgumentException("there are bits that no constant has");
		}
		return flags;
	}

}
