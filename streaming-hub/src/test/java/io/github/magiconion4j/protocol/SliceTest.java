package io.github.magiconion4j.protocol;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.github.magiconion4j.protocol.Direction.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SliceTest {

	private final byte[] around = bytes("00 01 ff 03 04");

	private final Slice slice = new Slice(this.around, 1, 3);

	@Test
	void isAPartOfTheArray() {
		assertThat(this.slice.array()).isSameAs(this.around);
		assertThat(this.slice).hasToString("01ff03");
	}

	@Test
	void itsBytesAreACopy() {
		assertThat(this.slice.toBytes()).isEqualTo(bytes("01 ff 03"));
		byte[] whole = bytes("01 ff");
		assertThat(Slice.of(whole).toBytes()).isEqualTo(whole).isNotSameAs(whole);
	}

	@Test
	void equalsSlicesWithTheSameBytes() {
		assertThat(this.slice).isEqualTo(Slice.of(bytes("01 ff 03")))
			.hasSameHashCodeAs(Slice.of(bytes("01 ff 03")))
			.isNotEqualTo(new Slice(this.around, 1, 2))
			.isNotEqualTo(new Slice(this.around, 2, 3))
			.isNotEqualTo(bytes("01 ff 03"));
		assertThat(new Slice(this.around, 0, 0)).isEqualTo(Slice.of()).hasToString("");
	}

	@ParameterizedTest
	@CsvSource({ "-1, 1", "0, -1", "0, 6", "5, 1", "6, 0", "1, 2147483647" })
	void liesWithinTheArray(int offset, int length) {
		assertThatExceptionOfType(IndexOutOfBoundsException.class)
			.isThrownBy(() -> new Slice(this.around, offset, length));
	}

	@Test
	void anEncodedMessageContainsOnlyTheSlice() {
		assertThat(new ServerMessage.Broadcast(7, this.slice).encode()).isEqualTo(bytes("92 07 01 ff 03"));
		assertThat(new ServerMessage.ServerHeartbeat((short) 1, 2, this.slice).encode())
			.isEqualTo(bytes("95 7f 01 02 c0 01 ff 03"));
		assertThat(new ClientMessage.ClientHeartbeat((short) 1, 2, this.slice).encode())
			.isEqualTo(bytes("94 7e 01 02 01 ff 03"));
	}

}
