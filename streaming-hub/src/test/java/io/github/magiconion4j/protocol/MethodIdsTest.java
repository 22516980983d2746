package io.github.magiconion4j.protocol;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The test vectors of the method ids (FNV-1a hashes of names).
 */
class MethodIdsTest {

	@ParameterizedTest(name = "[{index}] {0}")
	@CsvSource({ "A, -1005848884", "B, -955516027", "MethodA, 1497325507", "OnMessage, -1262822265",
			"Parameter_Zero, 1994667803", "Parameter_Many, 1287160778", "Receiver_Parameter_Many, 283674770",
			"Parameter_Zero_Return_ValueType, -2087943100", "Parameter_Many_Return_ValueType, 1273874383",
			"ValueTask_Parameter_Zero_NoReturn, -1841486598", "Parameter_Zero_Return_RefType, -440496944",
			"Parameter_Many_Return_RefType, -1110031569", "GetInt32ValuesAsync, 309063297", "JoinAsync, -733403293",
			"LeaveAsync, 1368362116", "SendMessageAsync, -601690414", "HelloAsync, 139262429", "OnJoin, -1297457280",
			"OnLeave, 532410095", "'', -2128831035", "こんにちは, 486186189" })
	void vector(String name, int id) {
		assertThat(MethodIds.of(name)).isEqualTo(id);
	}

}
