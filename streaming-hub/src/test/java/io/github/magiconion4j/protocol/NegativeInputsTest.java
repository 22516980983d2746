package io.github.magiconion4j.protocol;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Inputs that are not messages, what is wrong with them and at which byte.
 */
class NegativeInputsTest {

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(textBlock = """
			C2S, 93 01 ce d4 49 27 63 c0,                       2, '3561564003 does not fit'
			C2S, 92 ce d4 49 27 63 c0,                          1, '3561564003 does not fit'
			S2C, 93 01 ce d4 49 27 63 c0,                       2, '3561564003 does not fit'
			S2C, 92 ce d4 49 27 63 c0,                          1, '3561564003 does not fit'
			""")
	void methodIdAsUnsigned(Direction direction, String hex, int offset, String problem) {
		assertMalformed(direction, hex, offset, problem);
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(textBlock = """
			C2S, 90,                      0, 'an array of 0'
			C2S, 91 01,                   0, 'an array of 1'
			C2S, 95 7f 00 00 c0 c0,       0, 'an array of 5'
			C2S, 96 01 02 03 04 05 06,    0, 'an array of 6'
			C2S, dc ff ff 01,             0, 'an array of 65535'
			C2S, dd ff ff ff ff 01,       0, 'an array of'
			S2C, 90,                      0, 'an array of 0'
			S2C, 91 01,                   0, 'an array of 1'
			S2C, 96 01 02 03 04 05 06,    0, 'an array of 6'
			S2C, dc 00 10 01,             0, 'an array of 16'
			S2C, c0,                      0, 'expected an array, found 0xc0'
			C2S, 83 01 02,                0, 'expected an array, found 0x83'
			C2S, c1,                      0, 'expected an array, found 0xc1'
			C2S, '',                      0, 'ends too early'
			S2C, '',                      0, 'ends too early'
			""")
	void outerArray(Direction direction, String hex, int offset, String problem) {
		assertMalformed(direction, hex, offset, problem);
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(textBlock = """
			C2S, 94 02 00 00 c0,             1, 'unknown type 2'
			C2S, 94 7d 00 00 c0,             1, 'unknown type 125'
			C2S, 94 cc 80 00 00 c0,          1, 'unknown type 128'
			C2S, 94 cc ff 00 00 c0,          1, 'unknown type 255'
			C2S, dc 00 04 02 00 00 c0,       3, 'unknown type 2'
			C2S, 94 80 00 00 c0,             1, 'expected an integer, found 0x80'
			C2S, 94 cd 01 7f 00 00 c0,       1, '383 does not fit'
			C2S, 94 ff 00 00 c0,             1, '-1 does not fit'
			S2C, 95 01 00 00 c0 c0,          1, 'unknown type 1'
			S2C, 95 cc 80 00 00 c0 c0,       1, 'unknown type 128'
			S2C, dd 00 00 00 05 01 00 c0 c0, 5, 'unknown type 1'
			S2C, 95 80 00 00 c0 c0,          1, 'expected an integer, found 0x80'
			""")
	void typeByte(Direction direction, String hex, int offset, String problem) {
		assertMalformed(direction, hex, offset, problem);
	}

	@ParameterizedTest(name = "{0} {1}")
	@CsvSource(textBlock = """
			C2S, 94 7f cd 80 00 00 c0,                      2, '32768 does not fit'
			C2S, 94 7f d2 ff ff 7f ff 00 c0,                2, '-32769 does not fit'
			C2S, 94 7e ce 00 01 00 00 00 c0,                2, '65536 does not fit'
			C2S, 94 7f ca 3f 80 00 00 00 c0,                2, 'expected an integer, found 0xca'
			C2S, 94 7f c0 00 c0,                            2, 'expected an integer, found 0xc0'
			C2S, 94 7e 00 cb 40 24 00 00 00 00 00 00 c0,    3, 'expected an integer, found 0xcb'
			C2S, 94 7e 00 cf 80 00 00 00 00 00 00 00 c0,    3, '9223372036854775808 does not fit'
			C2S, 93 a1 31 02 c0,                            1, 'expected an integer, found 0xa1'
			C2S, 93 ce 80 00 00 00 02 c0,                   1, '2147483648 does not fit'
			C2S, 93 d3 ff ff ff ff 7f ff ff ff 02 c0,       1, '-2147483649 does not fit'
			S2C, 95 7f cd 80 00 00 c0 c0,                   2, '32768 does not fit'
			S2C, 95 7f 00 00 c2 c0,                         4, 'expected nil, found 0xc2'
			S2C, 95 7f 00 c0 c0 c0,                         3, 'expected an integer, found 0xc0'
			S2C, 94 01 0d c4 01 61 c0,                      3, 'expected a string, found 0xc4'
			S2C, 94 01 0d c0 07,                            4, 'expected a string, found 0x7'
			""")
	void fields(Direction direction, String hex, int offset, String problem) {
		assertMalformed(direction, hex, offset, problem);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(textBlock = """
			nil,                             c0
			an integer,                      05
			bin,                             c4 10 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f 10
			a short string,                  a3 61 62 63
			35 characters,                   d9 23
			37 characters,                   d9 25
			""")
	void guidOfAnotherForm(String what, String form) {
		String digits = " 31".repeat(40);
		assertMalformed(Direction.C2S, "94 00 " + form + digits, 2, "");
		assertMalformed(Direction.S2C, "95 00 c0 " + form + digits, 3, "");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "01020304-0506-0708-090a-0b0c0d0e0f1g", "0102030405-06-0708-090a-0b0c0d0e0f10",
			"010203040506-0708-090a-0b0c0d0e0f1-0", "0102030-40506-0708-090a-0b0c0d0e0f10",
			"01020304-0506-0708-090a-0b0c0d0e0f1-", "{1020304-0506-0708-090a-0b0c0d0e0f1}",
			"01020304-0506-0708-090a-0b0c0d0e0f１0", "+1020304-0506-0708-090a-0b0c0d0e0f10" })
	void guidOfOtherCharacters(String text) {
		byte[] body = new MessageBuffer().array(4).integer(0).string(text).integer(1).nil().toBytes();
		assertMalformed(Direction.C2S, Example.hex(body), 2, "expected a Guid");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "92 0d c0,          'has 3 parts, not 2'", "94 0d c0 c0 c0, 'has 3 parts, not 4'",
			"c0,                 'expected an array'", "83 0d c0 c0,    'expected an array'" })
	void partsOfAClientResultError(String parts, String problem) {
		assertMalformed(Direction.C2S, "94 01 " + Examples.GUID_HEX + " 07 " + parts, 41, problem);
	}

	private static void assertMalformed(Direction direction, String hex, int offset, String problem) {
		assertThatExceptionOfType(MalformedMessageException.class).isThrownBy(() -> direction.decode(hex))
			.withMessageContaining(problem)
			.withMessageEndingWith(" at byte " + offset)
			.satisfies((ex) -> assertThat(ex.offset()).isEqualTo(offset));
	}

}
