package io.github.magiconion4j.serialization;

import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

import com.fasterxml.jackson.core.type.TypeReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.magiconion4j.serialization.Bodies.read;
import static io.github.magiconion4j.serialization.Bodies.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Numbers other than {@code int} and {@code double}, and types that are written like
 * numbers.
 */
class NumbersTest {

	@ParameterizedTest
	@CsvSource({ "12.30, 12.30", "0, 0", "-0.10, -0.10", "1E+3, 1000", "1.5E-7, 0.00000015", "0E+5, 0",
			"0E-28, " + "0.0000000000000000000000000000",
			"79228162514264337593543950335, 79228162514264337593543950335",
			"7.9228162514264337593543950335, 7.9228162514264337593543950335" })
	void decimalsArePlainText(BigDecimal value, String text) throws IOException {
		String body = written(String.class, text);
		assertThat(written(BigDecimal.class, value)).isEqualTo(body);
		assertThat((BigDecimal) read(BigDecimal.class, body)).isEqualTo(new BigDecimal(text));
	}

	@ParameterizedTest
	@ValueSource(strings = { "79228162514264337593543950336", "1E+29", "1E-29", "1E+2000000000", "1E-2000000000" })
	void decimalsOutOfRangeInCSharp(BigDecimal value) throws IOException {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> written(BigDecimal.class, value));
		String body = written(String.class, value.toString());
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(BigDecimal.class, body));
	}

	@ParameterizedTest
	@ValueSource(strings = { "05", "a0", "a1 78", "a2 31 2c", "ca 3f 80 00 00" })
	void invalidDecimals(String body) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(BigDecimal.class, body));
	}

	@Test
	void aDecimalOfManyDigits() throws IOException {
		assertThat(read(BigDecimal.class, written(String.class, "0".repeat(63) + "7")))
			.isEqualTo(BigDecimal.valueOf(7));
		for (int length : new int[] { 65, 100_000 }) {
			String body = written(String.class, "0".repeat(length));
			assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(BigDecimal.class, body));
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, c4 01 00", "1, c4 01 01", "-1, c4 01 ff", "128, c4 02 80 00", "-128, c4 01 80", "256, c4 02 00 01",
			"18446744073709551616, c4 09 00 00 00 00 00 00 00 00 01" })
	void bigIntegersHaveTheLowestByteFirst(BigInteger value, String body) throws IOException {
		assertThat(written(BigInteger.class, value)).isEqualTo(body);
		assertThat(read(BigInteger.class, body)).isEqualTo(value);
	}

	@Test
	void emptyAndInvalidBigIntegers() throws IOException {
		assertThat(read(BigInteger.class, "c4 00")).isEqualTo(BigInteger.ZERO);
		for (String body : List.of("05", "a1 31", "d6 ff 00 00 00 00", "91 01")) {
			assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(BigInteger.class, body));
		}
	}

	@ParameterizedTest
	@CsvSource({ "0, 00", "9223372036854775807, cf 7f ff ff ff ff ff ff ff",
			"9223372036854775808, " + "cf 80 00 00 00 00 00 00 00",
			"18446744073709551615, cf ff ff ff ff ff ff ff ff" })
	void unsignedLongs(String text, String body) throws IOException {
		UnsignedLong value = UnsignedLong.parse(text);
		assertThat(written(UnsignedLong.class, value)).isEqualTo(body);
		assertThat(read(UnsignedLong.class, body)).isEqualTo(value).hasToString(text);
		assertThat(value.toBigInteger()).isEqualTo(text);
	}

	@Test
	void unsignedLongsAreInOrder() {
		assertThat(UnsignedLong.parse("9223372036854775808")).isGreaterThan(new UnsignedLong(Long.MAX_VALUE));
		assertThatExceptionOfType(NumberFormatException.class)
			.isThrownBy(() -> UnsignedLong.parse("18446744073709551616"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "ff", "d0 80", "d3 80 00 00 00 00 00 00 00", "ca 3f 80 00 00", "a1 31", "c3" })
	void invalidUnsignedLongs(String body) {
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(UnsignedLong.class, body));
	}

	@Test
	void nextLargerTypesHoldUnsignedNumbers() throws IOException {
		assertThat(read(short.class, "cc ff")).isEqualTo((short) 255);
		assertThat(read(int.class, "cd ff ff")).isEqualTo(65535);
		assertThat(read(long.class, "ce ff ff ff ff")).isEqualTo(4294967295L);
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(byte.class, "cc ff"));
		assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(byte.class, "cc 80"));
	}

	@Test
	void bytes() throws IOException {
		Type list = new TypeReference<List<Byte>>() {
		}.getType();
		assertThat(written(list, List.of((byte) -1, (byte) 5))).isEqualTo("92 ff 05");
		assertThat(read(list, "92 ff 05")).isEqualTo(List.of((byte) -1, (byte) 5));
		assertThat(read(byte[].class, "a3 61 ff 62")).isEqualTo(new byte[] { 'a', -1, 'b' });
		assertThat(read(byte[].class, "92 05 cc ff")).isEqualTo(new byte[] { 5, -1 });
		for (String body : List.of("05", "c3", "91 cd 01 00", "91 a1 61", "91 c0", "d6 ff 00 00 00 00", "80")) {
			assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(byte[].class, body));
		}
	}

	@Test
	void characters() throws IOException {
		assertThat(written(char[].class, "a한".toCharArray())).isEqualTo("92 61 cd d5 5c");
		assertThat(read(char[].class, "92 61 cd d5 5c")).isEqualTo("a한".toCharArray());
		assertThat(read(char[].class, "c0")).isNull();
		for (String body : List.of("a1 61", "ff", "ce 00 01 00 00", "ca 42 c2 00 00", "c0")) {
			assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(char.class, body));
			assertThatExceptionOfType(UnreadableBodyException.class).isThrownBy(() -> read(char[].class, "91" + body));
		}
	}

	@Test
	void aDoubleIsNotAFloat() throws IOException {
		assertThat(read(float.class, "ca 3f c0 00 00")).isEqualTo(1.5f);
		assertThat(read(double.class, "cf ff ff ff ff ff ff ff ff")).isEqualTo(0x1p64);
		for (Type type : List.of(float.class, Float.class)) {
			assertThatExceptionOfType(UnreadableBodyException.class)
				.isThrownBy(() -> read(type, "cb 3f f8 00 00 00 00 00 00"));
		}
		assertThatExceptionOfType(UnreadableBodyException.class)
			.isThrownBy(() -> read(float[].class, "91 cb 3f f8 00 00 00 00 00 00"));
	}

	@Test
	void unsignedLongsFromOtherNumbers() {
		assertThat(UnsignedLong.valueOf(7)).isEqualTo(UnsignedLong.parse("7"));
		assertThat(UnsignedLong.valueOf(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE)))
			.hasToString("18446744073709551615");
		assertThatIllegalArgumentException().isThrownBy(() -> UnsignedLong.valueOf(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> UnsignedLong.valueOf(BigInteger.ONE.negate()));
		assertThatIllegalArgumentException().isThrownBy(() -> UnsignedLong.valueOf(BigInteger.ONE.shiftLeft(64)));
	}

}
