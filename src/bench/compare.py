#!/usr/bin/env python3
"""Compares the cost of this server with that of another one under the same load, one row of the tables in docs/performance.md at a time.

    src/bench/compare.py ROW [--rounds 5] [--seconds 20] [--warm-up 60] [--java java] [--jar JAR]
        [--peer PEER] [--against JAR] [--client JAR] [--stay]

JAR is the packaged src/it/interop-server. The other server is that of the MagicOnion peer in the folder PEER (src/it/peer; run npm ci
in it first); with --against it is another build of this one. The row "meters" compares this server with itself without meters, the row
"bare" with a gRPC server that can do nothing else (src/bench/target/bench.jar). The load is the peer's; with --client it is that of the
packaged src/it/interop-client. Linux only.

Both servers start and warm up once, then rounds alternate between them. Each round connects again; with --stay, which is for rows of
heartbeats, the connections of both servers stay during all rounds. It prints every round (cost, threads woken per event, median
and 99th percentile of the latency that the server reports), then medians, ranges and the ratio of the medians beside the goal. Run it
on a machine that does nothing else. Shorter options do for a trial only.
"""
import os
import statistics
import time
from dataclasses import dataclass

from processes import Load, Server, free_port, option_parser

ROOM = os.path.dirname(os.path.abspath(__file__))
TIMEOUT_MS = 10_000
METERS = "io.github.magiconion4j.autoconfigure.metrics.StreamingHubMetricsAutoConfiguration"
BARE = "io.github.magiconion4j.bare.BareServer"
OWN = ["--connections", "5000"]
OVER_100 = ["--connections", "10000", "--channels", "100"]


@dataclass
class Row:
    load: list
    goal: float  # the maximum cost, as a multiple of the other server's; 0 for no goal
    interval_ms: int = 1000  # 0: no heartbeats
    unit: str = "µs"


ROWS = {
    "heartbeats-5000": Row(OWN, 1.5),
    "heartbeats-10000": Row(OVER_100, 0.6),
    "heartbeats-10000-10s": Row(OVER_100, 0.45, 10_000),
    "heartbeats-10000-30s": Row(OVER_100, 0.45, 30_000),
    "heartbeats-5000-30s": Row(OWN, 0.8, 30_000),
    "idle-10000": Row(OVER_100, 0, 0, "% of a core"),
    "bare": Row(OVER_100, 1.0),
    "meters": Row(OWN, 1.1),
    "calls": Row(["--connections", "100", "--mode", "call"], 0.85),
    "broadcast": Row(["--connections", "1000", "--channels", "100", "--mode", "broadcast"], 1.0),
    "memory-5000": Row(OWN, 0.84, 1000, "KB"),
    "memory-10000": Row(OVER_100, 0.84, 1000, "KB"),
}


def cpu_round(command, server, row, seconds):
    """Microseconds of CPU per event, or the share of a core, in percent."""
    load = Load(command, server, row.load, seconds)
    load.until("measuring")
    before = server.usage()
    events = int(load.until(r"(?:heartbeats|call|broadcast) (\d+) in").group(1))
    cpu, switches, elapsed = server.used_since(before)
    latency = load.finish()
    if row.interval_ms == 0:
        return 100 * cpu / elapsed, f"{switches / elapsed:.0f} threads woken a second"
    return 1e6 * cpu / max(1, events), (f"{switches / max(1, events):.2f} threads woken per event"
                                        + (f", latency {latency[0]} ms, p99 {latency[1]} ms" if latency else ""))


def staying_round(server, row, seconds):
    """Microseconds of CPU per heartbeat, of connections that stay."""
    before = server.usage()
    time.sleep(seconds)
    cpu, switches, elapsed = server.used_since(before)
    heartbeats = connections(row) * elapsed * 1000 / row.interval_ms
    return 1e6 * cpu / heartbeats, f"{switches / heartbeats:.2f} threads woken per event"


def memory_round(command, server, row, seconds):
    """Kilobytes per connection."""
    idle = server.memory_kb()
    load = Load(command, server, row.load, seconds)
    load.until("measuring")
    time.sleep(2)  # for heartbeats on each
    connected = server.memory_kb()
    load.finish()
    time.sleep(2)  # for the connections to be gone
    return (connected - idle) / connections(row), ""


def connections(row):
    return int(row.load[row.load.index("--connections") + 1])


def hub_server(arguments, name, row, jar, *further):
    port = free_port()
    java = [arguments.java, *arguments.java_option]
    if row.unit == "KB":
        java.append("-XX:NativeMemoryTracking=summary")
    heartbeats = [f"--magiconion.streaming-hub.heartbeat.interval={row.interval_ms}ms",
                  f"--magiconion.streaming-hub.heartbeat.timeout={TIMEOUT_MS}ms"] if row.interval_ms else []
    return Server(name, [*java, "-jar", jar, f"--grpc.server.port={port}", "--server.port=0", *heartbeats, *further], port)


def other_server(arguments, row):
    if arguments.against:
        return hub_server(arguments, "against", row, arguments.against)
    if arguments.row == "meters":
        return hub_server(arguments, "without meters", row, arguments.jar, f"--spring.autoconfigure.exclude={METERS}")
    port = free_port()
    if arguments.row == "bare":
        return Server("bare", [arguments.java, *arguments.java_option, "-cp", os.path.join(ROOM, "target/bench.jar"), BARE, str(port),
                               str(row.interval_ms)], port)
    # the peer allows 1000 streams per connection, which is enough for all rows
    return Server("peer", ["node", os.path.join(arguments.peer, "peer.mjs"), "server", "--port", str(port),
                           "--interval-ms", str(row.interval_ms), "--timeout-ms", str(TIMEOUT_MS)], port)


def parse():
    parser = option_parser(__doc__)
    parser.set_defaults(client=None)  # the peer
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("row", choices=ROWS)
    parser.add_argument("--peer", default=os.environ.get("PEER_HOME", os.path.join(ROOM, "../it/peer")))
    parser.add_argument("--against")
    parser.add_argument("--stay", action="store_true")
    arguments = parser.parse_args()
    row = ROWS[arguments.row]
    if arguments.stay and (row.interval_ms == 0 or row.unit == "KB" or "--mode" in row.load):
        parser.error("--stay is for rows of heartbeats")
    return arguments


def main():
    arguments = parse()
    row = ROWS[arguments.row]
    measure = memory_round if row.unit == "KB" else cpu_round
    command = (["java", "-jar", arguments.client] if arguments.client
               else ["node", os.path.join(arguments.peer, "peer.mjs")])
    # so that each connection has as many heartbeats as the others
    seconds = max(arguments.seconds, row.interval_ms // 1000)
    servers, loads = [], []
    try:
        servers.append(hub_server(arguments, "ours", row, arguments.jar))
        servers.append(other_server(arguments, row))
        if arguments.stay:
            total = 2 * arguments.warm_up + len(servers) * arguments.rounds * (seconds + 1)
            for server in servers:
                loads.append(Load(command, server, row.load, total))
                loads[-1].until("measuring")
            time.sleep(arguments.warm_up)
        else:
            for server in servers:
                measure(command, server, row, arguments.warm_up)
        for number in range(arguments.rounds):
            for server in servers:
                cost, more = staying_round(server, row, seconds) if arguments.stay else measure(command, server, row, seconds)
                server.costs.append(cost)
                print(f"round {number + 1} {server.name}: {cost:.1f} {row.unit} {more}", flush=True)
    finally:
        for load in loads:
            load.process.kill()
        for server in servers:
            server.close()
    medians = [statistics.median(server.costs) for server in servers]
    for server, median in zip(servers, medians):
        print(f"{server.name}: median {median:.1f} {row.unit}, {min(server.costs):.1f} to {max(server.costs):.1f}")
    if not row.goal:
        return
    ratio = medians[0] / medians[1]
    print(f"{arguments.row}: ratio {ratio:.2f}, goal {row.goal:.2f}: {'met' if ratio <= row.goal else 'missed'}")


if __name__ == "__main__":
    main()
