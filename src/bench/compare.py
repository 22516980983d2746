#!/usr/bin/env python3
"""Compares what this server costs with what the peer's server costs under the same load, one row of the README's table at a time;
the row "meters" compares it with itself without meters.

    src/bench/compare.py ROW [--peer PEER] [--rounds 5] [--seconds 10] [--warm-up 30] [--java java] [--jar JAR]

PEER is the folder of the MagicOnion peer (src/it/peer; run npm ci in it first), JAR the packaged src/it/interop-server. Linux only: CPU time
and memory are read from /proc. Both servers start and warm up once, then rounds alternate between them. It prints every
round, then medians, ranges and the ratio of the medians beside the goal. Run it on a machine that does nothing else.
"""
import argparse
import os
import re
import socket
import statistics
import subprocess
import sys
import threading
import time

START_SECONDS = 120
INTERVAL_MS = 1000
TIMEOUT_MS = 10_000
METERS = "io.github.magiconion4j.autoconfigure.metrics.StreamingHubMetricsAutoConfiguration"
GOALS = {  # the most that a row may cost, as a multiple of the other server
    "heartbeats-5000": (["--connections", "5000"], 1.5),
    "heartbeats-10000": (["--connections", "10000", "--channels", "100"], 0.73),
    "meters": (["--connections", "5000"], 1.1),
    "calls": (["--connections", "100", "--mode", "call"], 1.5),
    "broadcast": (["--connections", "1000", "--channels", "100", "--mode", "broadcast"], 1.0),
    "memory-5000": (["--connections", "5000"], 0.84),
    "memory-10000": (["--connections", "10000", "--channels", "100"], 0.84),
}


class Server:
    """A server process: what it has used, and what one round of load cost it."""

    def __init__(self, name, command, port):
        self.name = name
        self.port = port
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.ready = threading.Event()
        self.costs = []
        threading.Thread(target=self._read, daemon=True).start()
        if not self.ready.wait(START_SECONDS):
            sys.exit(f"{name} did not start")

    def _read(self):
        for line in self.process.stdout:
            if line.startswith("ready"):
                self.ready.set()
        self.ready.set()

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def rss_kb(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1))

    def memory_kb(self):
        """Of a JVM the live heap after a full GC and what is allocated outside by buffers; of others what is resident."""
        if self.name != "ours":
            return self.rss_kb()
        for _ in range(2):
            self._jcmd("GC.run")
        heap = int(re.search(r"used (\d+)K", self._jcmd("GC.heap_info")).group(1))
        native = self._jcmd("VM.native_memory", "summary")
        buffers = int(re.search(r"-\s+Other \(reserved=\d+KB, committed=(\d+)KB", native).group(1))
        return heap + buffers

    def _jcmd(self, *arguments):
        home = os.path.dirname(os.path.realpath(f"/proc/{self.process.pid}/exe"))
        return subprocess.run([os.path.join(home, "jcmd"), str(self.process.pid), *arguments],
                              check=True, capture_output=True, text=True).stdout

    def close(self):
        self.process.kill()
        self.process.wait()


class Load:
    def __init__(self, peer, server, arguments, seconds):
        self.server = server
        self.process = subprocess.Popen(
            ["node", os.path.join(peer, "peer.mjs"), "load", "--address", f"http://127.0.0.1:{server.port}",
             "--seconds", str(seconds), *arguments], stdout=subprocess.PIPE, text=True)
        self.lines = []

    def until(self, pattern):
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            match = re.match(pattern, line)
            if match:
                return match
        sys.exit("\n".join([f"the load ended before '{pattern}':", *self.lines]))

    def finish(self):
        self.lines += [line.rstrip() for line in self.process.stdout]
        if self.process.wait() != 0:
            sys.exit("\n".join(["the load failed:", *self.lines]))
        return next((line for line in self.lines if line.startswith("server-latency-us")), "")


def cpu_round(peer, server, arguments, seconds):
    """Microseconds of CPU per event."""
    load = Load(peer, server, arguments, seconds)
    load.until("measuring")
    before = server.cpu_seconds()
    events = int(load.until(r"(?:heartbeats|call|broadcast) (\d+) in").group(1))
    spent = server.cpu_seconds() - before
    latency = load.finish()
    return 1e6 * spent / max(1, events), latency


def memory_round(peer, server, arguments, seconds):
    """Kilobytes per connection."""
    connections = int(arguments[arguments.index("--connections") + 1])
    idle = server.memory_kb()
    load = Load(peer, server, arguments, seconds)
    load.until("measuring")
    time.sleep(2 * INTERVAL_MS / 1000)
    connected = server.memory_kb()
    load.finish()
    time.sleep(2)  # for the connections to be gone
    return (connected - idle) / connections, ""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(arguments):
    ours, theirs = free_port(), free_port()
    java = [arguments.java, *arguments.java_option]
    if arguments.row.startswith("memory"):
        java.append("-XX:NativeMemoryTracking=summary")

    def server(name, port, *further):
        return Server(name, [*java, "-jar", arguments.jar, f"--grpc.server.port={port}", "--server.port=0",
                             f"--magiconion.streaming-hub.heartbeat.interval={INTERVAL_MS}ms",
                             f"--magiconion.streaming-hub.heartbeat.timeout={TIMEOUT_MS}ms", *further], port)

    if arguments.row == "meters":
        return [server("with meters", ours), server("without", theirs, f"--spring.autoconfigure.exclude={METERS}")]
    # the peer allows 1000 streams per connection, which is enough for all rows
    return [
        server("ours", ours),
        Server("peer", ["node", os.path.join(arguments.peer, "peer.mjs"), "server", "--port", str(theirs),
                        "--interval-ms", str(INTERVAL_MS), "--timeout-ms", str(TIMEOUT_MS)], theirs),
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("row", choices=GOALS)
    parser.add_argument("--peer", default=os.environ.get("PEER_HOME", os.path.join(os.path.dirname(__file__), "../it/peer")))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--warm-up", type=int, default=30)
    parser.add_argument("--java", default="java")
    parser.add_argument("--java-option", action="append", default=[])
    parser.add_argument("--jar", default=os.path.join(os.path.dirname(__file__), "../it/interop-server/target/interop-server.jar"))
    arguments = parser.parse_args()
    load, goal = GOALS[arguments.row]
    measure, unit = (memory_round, "KB") if arguments.row.startswith("memory") else (cpu_round, "µs")
    servers = start(arguments)
    try:
        for server in servers:
            measure(arguments.peer, server, load, arguments.warm_up)
        for number in range(arguments.rounds):
            for server in servers:
                cost, latency = measure(arguments.peer, server, load, arguments.seconds)
                server.costs.append(cost)
                print(f"round {number + 1} {server.name}: {cost:.1f} {unit} {latency}", flush=True)
    finally:
        for server in servers:
            server.close()
    medians = [statistics.median(server.costs) for server in servers]
    for server, median in zip(servers, medians):
        print(f"{server.name}: median {median:.1f} {unit}, {min(server.costs):.1f} to {max(server.costs):.1f}")
    ratio = medians[0] / medians[1]
    print(f"{arguments.row}: ratio {ratio:.2f}, goal {goal:.2f}: {'met' if ratio <= goal else 'missed'}")


main()
