#!/usr/bin/env python3
"""Measures the cost of a heartbeat and of a connection for growing numbers of connections, one line each.

    src/bench/growth.py [--connections 1000,10000,50000,100000] [--seconds 20] [--warm-up 60] [--java java] [--java-option OPTION]
        [--jar JAR] [--client JAR]

JAR is the packaged src/it/interop-server, and the load that of the packaged src/it/interop-client. Each number has a server of its own,
a hundredth as many TCP connections, and a heartbeat every 10 s on each connection. It prints the server's CPU time per heartbeat, the
threads woken per heartbeat, the latency that the server reports, its live heap and buffers per connection, and what is resident. Run it
on a machine that does nothing else. Linux only.
"""
import time

from processes import Load, Server, free_port, option_parser

INTERVAL_MS = 10_000


def measure(arguments, connections):
    port = free_port()
    server = Server("ours", [arguments.java, *arguments.java_option, "-XX:NativeMemoryTracking=summary", "-jar", arguments.jar,
                             f"--grpc.server.port={port}", "--server.port=0",
                             f"--magiconion.streaming-hub.heartbeat.interval={INTERVAL_MS}ms",
                             "--magiconion.streaming-hub.heartbeat.timeout=10s"], port)
    try:
        before = server.memory_kb()
        load = Load([arguments.java, "-jar", arguments.client], server,
                    ["--connections", str(connections), "--channels", str(connections // 100)],
                    arguments.warm_up + arguments.seconds + 10)
        load.until("measuring")
        time.sleep(arguments.warm_up)
        begin = server.usage()
        time.sleep(arguments.seconds)
        cpu, switches, _ = server.used_since(begin)
        events = connections * arguments.seconds * 1000 / INTERVAL_MS
        memory = (server.memory_kb() - before) / connections
        resident = server.rss_kb() / 1024
        latency = load.finish()
        print(f"{connections}: {1e6 * cpu / events:.1f} µs per heartbeat, {switches / events:.2f} threads woken, "
              f"latency p50 {latency[0]} ms, p99 {latency[1]} ms, {memory:.1f} KB per connection, {resident:.0f} MB resident", flush=True)
    finally:
        server.close()


def main():
    parser = option_parser(__doc__)
    parser.add_argument("--connections", default="1000,10000,50000,100000")
    arguments = parser.parse_args()
    for connections in arguments.connections.split(","):
        measure(arguments, int(connections))


if __name__ == "__main__":
    main()
