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
 * A {@code [Flags]} enum of C#, whose values combine constants: an {@link EnumSet} in
 * Java. As with C#'s {@code HasFlag}, a constant with several bits is in the set if all
 * its bits are set; a constant with the number 0 never is.
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
	 * Writes and reads sets of an enum's constants.
	 * @param description describes the enum
	 * @throws IllegalArgumentException if the constants have no numbers
	 */
	static Scalar<?> scalar(MapperConfig<?> config, JavaType type, BeanDescription description) {
		EnumNumbers numbers = type.isEnumType() ? EnumNumbers.of(config, description) : null;
		if (numbers == null || description.findJsonValueAccessor() == null) {
			throw new IllegalArgumentException(
					"An EnumSet is written as a sum of flags, so the constants of " + type.getRawClass().getName()
							+ " need numbers (@JsonValue); if the C# type is not a [Flags] enum, use Set");
		}
		@SuppressWarnings({ "unchecked", "rawtypes" }) // the type parameter of the enum
														// is unknown here
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
			throw new IllegalArgumentException("there are bits without a constant");
		}
		return flags;
	}

}
