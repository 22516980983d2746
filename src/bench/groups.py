#!/usr/bin/env python3
"""Measures what groups across servers cost, against groups in memory in the same run.

    src/bench/groups.py ROW [--rounds 5] [--seconds 20] [--warm-up 60] [--java java] [--java-option OPTION]
        [--jar JAR] [--client JAR] [--libraries FOLDER]

JAR is the packaged src/it/interop-server, and the load that of the packaged src/it/interop-client. FOLDER has the jars of
spring-boot-starter-data-redis and jnats that JAR lacks; none are needed for one of the applications src/it/boot*. The script starts
redis-server and nats-server itself, from the PATH or /usr/sbin.

Rows:
  redis, nats  CPU time of both servers per delivery, and the time from publish to receipt, of broadcasts to 1000 members on two
               servers. In memory, the same two servers have a group of 500 members each and twice as many calls, so that the same
               load receives as many messages from each server.
  throughput   calls of one group that two servers with 8 members each take in a second, when each member calls again as soon as
               its call was answered. In memory, one server has all 16 members.
  join         CPU time of both servers per join of 100 connections, each of which joins one room after the other: in memory, over
               Redis, and over Redis with presence.

All servers start and warm up once, then rounds alternate between them. It prints every round, then medians, ranges and the ratios of
the medians to those in memory. Run it on a machine that does nothing else. Shorter options do for a trial only. Linux only.
"""
import os
import re
import shutil
import statistics
import sys
from dataclasses import dataclass, field

from processes import Load, Server, free_port, option_parser

GROUPS = "--magiconion.streaming-hub.groups."
GOAL = 1.3
CALLS = 20  # a second, each of which reaches 1000 members
JOINS = 1000  # a second


@dataclass
class Row:
    fleets: list
    mode: str
    load: list
    unit: str = "µs"


BROADCAST = ["--connections", "1000", "--channels", "100", "--senders", "2"]
ROWS = {
    "redis": Row(["memory", "redis"], "broadcast", BROADCAST),
    "nats": Row(["memory", "nats"], "broadcast", BROADCAST),
    "throughput": Row(["memory", "redis", "nats"], "broadcast", ["--connections", "16", "--senders", "16"], "calls/s"),
    "join": Row(["memory", "redis", "redis with presence"], "join", ["--connections", "100", "--rate", str(JOINS)]),
}


@dataclass
class Fleet:
    """Servers with the same members, and what connects them."""

    name: str
    broker: Server = None
    servers: list = field(default_factory=list)
    rounds: list = field(default_factory=list)

    @property
    def address(self):
        return ",".join(server.address for server in self.servers)

    def cpu_seconds(self):
        return sum(server.cpu_seconds() for server in self.servers)

    def close(self):
        for server in [*self.servers, *([self.broker] if self.broker else [])]:
            server.close()


def program(name):
    found = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")
    return found or sys.exit(f"there is no {name} on the PATH")


def options(kind, port):
    if kind == "nats":
        return [GROUPS + "backplane=nats", GROUPS + f"nats.servers=nats://127.0.0.1:{port}"]
    return [GROUPS + "backplane=redis", f"--spring.data.redis.port={port}",
            *([GROUPS + "presence=true"] if kind.endswith("presence") else [])]


def broker(kind):
    port = free_port()
    if kind == "nats":
        return Server(kind, [program("nats-server"), "-a", "127.0.0.1", "-p", str(port)], port, "Server is ready")
    return Server(kind, [program("redis-server"), "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no"],
                  port, "Ready to accept")


def start(arguments, row, fleet):
    shared = []
    if fleet.name != "memory":
        fleet.broker = broker(fleet.name)
        shared = options(fleet.name, fleet.broker.port)
    java = [arguments.java, *arguments.java_option]
    if arguments.libraries:
        java += [f"-Dloader.path={arguments.libraries}", "-cp", arguments.jar, "org.springframework.boot.loader.launch.PropertiesLauncher"]
    else:
        java += ["-jar", arguments.jar]
    alone = row.unit == "calls/s" and not fleet.broker
    for number in range(1 if alone else 2):
        port = free_port()
        fleet.servers.append(Server(f"{fleet.name} {number}", [*java, f"--interop.port={port}", "--server.port=0", *shared], port))


def measure(command, row, fleet, seconds):
    """What a round has cost, and the latencies in ms: none, or median and 99th percentile."""
    arguments = [*row.load, "--mode", row.mode]
    if row.load == BROADCAST:
        arguments += ["--rate", str(CALLS if fleet.broker else 2 * CALLS), "--receivers", "1000" if fleet.broker else "500"]
    load = Load(command, fleet, arguments, seconds)
    load.until("measuring")
    used = (fleet.cpu_seconds(), fleet.broker.cpu_seconds() if fleet.broker else 0)
    events, elapsed, due = load.until(rf"{row.mode} (\d+) in ([\d.]+) s = \d+/s of (\d+)").groups()
    cpu = fleet.cpu_seconds() - used[0]
    more = f"{events} of {due}"
    if fleet.broker:
        more += f", {fleet.broker.name.split()[0]}-server itself {1e6 * (fleet.broker.cpu_seconds() - used[1]) / int(events):.2f} µs"
    load.finish()
    receipt = re.search(r"receipt-us count \d+ p50 (\d+) p90 \d+ p99 (\d+)", "\n".join(load.lines))
    latencies = [int(micros) / 1000 for micros in receipt.groups()] if receipt else []
    cost = int(events) / 16 / float(elapsed) if row.unit == "calls/s" else 1e6 * cpu / int(events)
    return [cost, *latencies], more


def report(row, fleets):
    medians = [[statistics.median(values) for values in zip(*fleet.rounds)] for fleet in fleets]
    for fleet, values in zip(fleets, medians):
        costs = [each[0] for each in fleet.rounds]
        latency = f"; from publish to receipt p50 {values[1]:.1f} ms, p99 {values[2]:.1f} ms" if len(values) > 1 else ""
        print(f"{fleet.name}: median {values[0]:.2f} {row.unit}, {min(costs):.2f} to {max(costs):.2f}{latency}")
    for fleet, values in zip(fleets[1:], medians[1:]):
        ratios = [own / memory for own, memory in zip(values, medians[0])]
        latency = f", p50 {ratios[1]:.2f}, p99 {ratios[2]:.2f}" if len(ratios) > 1 else ""
        goal = f"; goal {GOAL}: {'met' if ratios[0] <= GOAL else 'missed'}" if row.load == BROADCAST else ""
        print(f"{fleet.name}: ratio {ratios[0]:.2f}{latency}{goal}")


def parse():
    parser = option_parser(__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("row", choices=ROWS)
    parser.add_argument("--libraries")
    return parser.parse_args()


def main():
    arguments = parse()
    row = ROWS[arguments.row]
    command = [arguments.java, "-jar", arguments.client]
    fleets = [Fleet(name) for name in row.fleets]
    try:
        for fleet in fleets:
            start(arguments, row, fleet)
        for fleet in fleets:
            measure(command, row, fleet, arguments.warm_up)
        for number in range(arguments.rounds):
            for fleet in fleets:
                values, more = measure(command, row, fleet, arguments.seconds)
                fleet.rounds.append(values)
                latency = f", from publish to receipt p50 {values[1]:.1f} ms, p99 {values[2]:.1f} ms" if len(values) > 1 else ""
                print(f"round {number + 1} {fleet.name}: {values[0]:.2f} {row.unit}{latency} ({more})", flush=True)
    finally:
        for fleet in fleets:
            fleet.close()
    report(row, fleets)


if __name__ == "__main__":
    main()
