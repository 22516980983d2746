package io.github.magiconion4j.protocol;

import java.util.List;
import java.util.UUID;

import io.github.magiconion4j.protocol.ClientMessage.ClientHeartbeat;
import io.github.magiconion4j.protocol.ClientMessage.ClientResult;
import io.github.magiconion4j.protocol.ClientMessage.ClientResultError;
import io.github.magiconion4j.protocol.ClientMessage.FireAndForget;
import io.github.magiconion4j.protocol.ClientMessage.HeartbeatAck;
import io.github.magiconion4j.protocol.ClientMessage.Request;
import io.github.magiconion4j.protocol.ServerMessage.Broadcast;
import io.github.magiconion4j.protocol.ServerMessage.ClientHeartbeatResponse;
import io.github.magiconion4j.protocol.ServerMessage.ClientResultRequest;
import io.github.magiconion4j.protocol.ServerMessage.ErrorResponse;
import io.github.magiconion4j.protocol.ServerMessage.Response;
import io.github.magiconion4j.protocol.ServerMessage.ServerHeartbeat;

import static io.github.magiconion4j.protocol.Direction.slice;
import static io.github.magiconion4j.protocol.Example.client;
import static io.github.magiconion4j.protocol.Example.dotNet;
import static io.github.magiconion4j.protocol.Example.server;

/**
 * Byte-exact examples of all messages.
 */
final class Examples {

	static final UUID GUID = UUID.fromString("01020304-0506-0708-090a-0b0c0d0e0f10");

	static final String GUID_HEX = "d9 24 30 31 30 32 30 33 30 34 2d 30 35 30 36 2d 30 37 30 38 2d 30 39 30 61 2d "
			+ "30 62 30 63 30 64 30 65 30 66 31 30";

	/** 2024-07-01T00:00:00Z. */
	static final long TIME = 1_719_792_000_000L;

	static final String TIME_HEX = "cf 00 00 01 90 6b 97 5c 00";

	private static final int JOIN = 0xd4492763;

	private static final int LEAVE = 0x518f8c84;

	private static final int HELLO = 0x084cf9dd;

	static final List<Example> ALL = List.of(
			// marker and server heartbeats
			server("B1 marker", "93 ff 00 0c", new Response(-1, 0, slice("0c"))),
			server("B2 heartbeat 0", "95 7f 00 " + TIME_HEX + " c0 c0", heartbeat(0)),
			server("B3 heartbeat 127", "95 7f 7f " + TIME_HEX + " c0 c0", heartbeat(127)),
			server("B3 heartbeat 128", "95 7f cc 80 " + TIME_HEX + " c0 c0", heartbeat(128)),
			server("B3 heartbeat 256", "95 7f cd 01 00 " + TIME_HEX + " c0 c0", heartbeat(256)),
			server("B4 heartbeat 200", "95 7f cc c8 cf 00 00 01 90 6b 97 5c 00 c0 c0", heartbeat(200)),
			server("B5 heartbeat 32767", "95 7f cd 7f ff cf 00 00 01 90 6b 97 5c 00 c0 c0", heartbeat(32767)),
			server("B6 heartbeat -32768", "95 7f d1 80 00 cf 00 00 01 90 6b 97 5c 00 c0 c0", heartbeat(-32768)),
			server("B7 heartbeat -1", "95 7f ff cf 00 00 01 90 6b 97 5c 00 c0 c0", heartbeat(-1)),
			server("B8 heartbeat -33", "95 7f d0 df " + TIME_HEX + " c0 c0", heartbeat(-33)),
			server("B8 heartbeat -128", "95 7f d0 80 " + TIME_HEX + " c0 c0", heartbeat(-128)),
			server("B8 heartbeat -129", "95 7f d1 ff 7f " + TIME_HEX + " c0 c0", heartbeat(-129)),
			server("B9 heartbeat at 123456 ms", "95 7f 00 ce 00 01 e2 40 c0 c0", heartbeat(0, 123456, "c0")),
			server("B10 heartbeat at 12345 ms", "95 7f 00 cd 30 39 c0 c0", heartbeat(0, 12345, "c0")),
			server("B11 heartbeat with a string", "95 7f 00 cf 00 00 01 90 6b 97 5c 00 c0 a7 31 2e 30 2e 30 2e 30",
					heartbeat(0, TIME, "a7 31 2e 30 2e 30 2e 30")),
			server("B12 heartbeat with raw bytes", "95 7f 00 cf 00 00 01 90 6b 97 5c 00 c0 48 65 6c 6c 6f",
					heartbeat(0, TIME, "48 65 6c 6c 6f")),
			// their acknowledgements
			client("B13 ack 0", "94 7f 00 cf 00 00 01 90 6b 97 5c 00 c0", ack(0)),
			client("B14 ack 200", "94 7f cc c8 cf 00 00 01 90 6b 97 5c 00 c0", ack(200)),
			client("B15 ack -1", "94 7f ff cf 00 00 01 90 6b 97 5c 00 c0", ack(-1)),
			client("B16 ack -32768", "94 7f d1 80 00 cf 00 00 01 90 6b 97 5c 00 c0", ack(-32768)),
			// client heartbeats and their responses
			client("B17 client heartbeat 0", "94 7e 00 00 c0", clientHeartbeat(0, 0)),
			server("B18 response", "95 7e 00 00 c0 c0", new ClientHeartbeatResponse((short) 0, 0)),
			dotNet("B18 response of .NET", "95 7e 00 00 c0 c0 c0", new ClientHeartbeatResponse((short) 0, 0),
					"95 7e 00 00 c0 c0"),
			client("B19 client heartbeat at 30 s", "94 7e 00 cd 75 30 c0", clientHeartbeat(0, 30000)),
			server("B20 response", "95 7e 00 cd 75 30 c0 c0", new ClientHeartbeatResponse((short) 0, 30000)),
			dotNet("B20 response of .NET", "95 7e 00 cd 75 30 c0 c0 c0", new ClientHeartbeatResponse((short) 0, 30000),
					"95 7e 00 cd 75 30 c0 c0"),
			client("B21 client heartbeat 1", "94 7e 01 cd 75 30 c0", clientHeartbeat(1, 30000)),
			client("B21 client heartbeat 2", "94 7e 02 ce 00 01 d4 c0 c0", clientHeartbeat(2, 120000)),
			client("B22 client heartbeat 300", "94 7e cd 01 2c ce 00 89 54 40 c0", clientHeartbeat(300, 9_000_000)),
			client("B23 client heartbeat 32767", "94 7e cd 7f ff cf 00 00 00 01 2a 05 f2 00 c0",
					clientHeartbeat(32767, 5_000_000_000L)),
			// requests and responses
			client("B24 request, one argument", "93 01 d2 d4 49 27 63 a4 72 6f 6f 6d",
					new Request(1, JOIN, slice("a4 72 6f 6f 6d"))),
			client("B25 fire and forget", "92 d2 d4 49 27 63 a4 72 6f 6f 6d",
					new FireAndForget(JOIN, slice("a4 72 6f 6f 6d"))),
			client("B26 request, two arguments", "93 02 d2 d4 49 27 63 92 a4 72 6f 6f 6d a5 61 6c 69 63 65",
					new Request(2, JOIN, slice("92 a4 72 6f 6f 6d a5 61 6c 69 63 65"))),
			client("B27 request, no argument", "93 03 ce 51 8f 8c 84 c0", new Request(3, LEAVE, slice("c0"))),
			server("B28 response, no value", "93 01 d2 d4 49 27 63 c0", new Response(1, JOIN, slice("c0"))),
			server("B29 response, int", "93 01 d2 d4 49 27 63 cd 30 39", new Response(1, JOIN, slice("cd 30 39"))),
			server("B30 error", "94 01 09 a8 62 61 64 20 72 6f 6f 6d c0", new ErrorResponse(1, 9, "bad room", null)),
			server("B31 error INTERNAL",
					"94 01 0d d9 40 41 6e 20 65 72 72 6f 72 20 6f 63 63 75 72 72 65 64 20 77 68 69 6c 65 20 70 72 6f 63 65 "
							+ "73 73 69 6e 67 20 68 61 6e 64 6c 65 72 20 27 49 43 68 61 74 48 75 62 2f 4a 6f 69 6e 41 73 79 6e "
							+ "63 27 2e c0",
					new ErrorResponse(1, 13, "An error occurred while processing handler 'IChatHub/JoinAsync'.", null)),
			server("B32 error UNIMPLEMENTED",
					"94 01 0c d9 3e 53 74 72 65 61 6d 69 6e 67 48 75 62 20 6d 65 74 68 6f 64 20 27 2d 37 33 33 34 30 33 32 "
							+ "39 33 27 20 69 73 20 6e 6f 74 20 66 6f 75 6e 64 20 69 6e 20 53 74 72 65 61 6d 69 6e 67 48 75 62 "
							+ "2e c0",
					new ErrorResponse(1, 12, "StreamingHub method '-733403293' is not found in StreamingHub.", null)),
			// calls of the receiver
			server("B33 broadcast", "92 d2 b4 ba dc 87 92 a5 61 6c 69 63 65 a2 68 69",
					new Broadcast(-1262822265, slice("92 a5 61 6c 69 63 65 a2 68 69"))),
			server("B34 broadcast, no argument", "92 ce 76 e4 37 1b c0", new Broadcast(1994667803, slice("c0"))),
			server("B35 broadcast, three arguments", "92 ce 4c b8 83 ca 93 a6 48 65 6c 6c 6f 21 cd 30 39 c3",
					new Broadcast(1287160778, slice("93 a6 48 65 6c 6c 6f 21 cd 30 39 c3"))),
			server("B36 client-result request",
					"95 00 c0 d9 24 30 31 30 32 30 33 30 34 2d 30 35 30 36 2d 30 37 30 38 2d 30 39 30 61 2d 30 62 30 63 30 "
							+ "64 30 65 30 66 31 30 ce 08 4c f9 dd 92 a3 42 6f 62 2a",
					new ClientResultRequest(GUID, HELLO, slice("92 a3 42 6f 62 2a"))),
			client("B37 client result", "94 00 " + GUID_HEX + " ce 08 4c f9 dd a3 68 65 79",
					new ClientResult(GUID, HELLO, slice("a3 68 65 79"))),
			client("B38 client result, no value", "94 00 " + GUID_HEX + " ce 08 4c f9 dd c0",
					new ClientResult(GUID, HELLO, slice("c0"))),
			client("B39 client-result error",
					"94 01 " + GUID_HEX + " ce 08 4c f9 dd 93 0d a4 62 6f 6f 6d a7 45 3a 20 62 6f 6f 6d",
					new ClientResultError(GUID, HELLO, 13, "boom", "E: boom")));

	private Examples() {
	}

	private static ServerHeartbeat heartbeat(int sequence) {
		return heartbeat(sequence, TIME, "c0");
	}

	private static ServerHeartbeat heartbeat(int sequence, long time, String metadata) {
		return new ServerHeartbeat((short) sequence, time, slice(metadata));
	}

	private static HeartbeatAck ack(int sequence) {
		return new HeartbeatAck((short) sequence, TIME);
	}

	private static ClientHeartbeat clientHeartbeat(int sequence, long time) {
		return new ClientHeartbeat((short) sequence, time, slice("c0"));
	}

}
