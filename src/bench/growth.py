#!/usr/bin/env python3
"""Measures whether a heartbeat costs more, and a connection takes more memory, the more connections there are: a table of CPU per
heartbeat and of memory per connection, at 10 s over a hundredth as many TCP connections.

    src/bench/growth.py [--connections 1000,10000,50000,100000] [--rounds 5] [--seconds 20] [--warm-up 60] [--java java] [--jar JAR]
        [--client JAR]

JAR is the packaged src/it/interop-server, and the client the packaged src/it/interop-client. Each size has a server of its own. Run it
on a machine that does nothing else.
"""
import argparse
import os
import statistics

from compare import ROOM, Row, cpu_round, hub_server, memory_round


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--connections", default="1000,10000,50000,100000")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--warm-up", type=int, default=60)
    parser.add_argument("--java", default="java")
    parser.add_argument("--java-option", action="append", default=[])
    parser.add_argument("--jar", default=os.path.join(ROOM, "../it/interop-server/target/interop-server.jar"))
    parser.add_argument("--client", default=os.path.join(ROOM, "../it/interop-client/target/interop-client.jar"))
    arguments = parser.parse_args()
    arguments.java_option.append("-XX:NativeMemoryTracking=summary")
    client = ["java", "-jar", arguments.client]
    print("| connections | CPU per heartbeat | live memory per connection | resident afterwards |\n| --- | --- | --- | --- |")
    for connections in map(int, arguments.connections.split(",")):
        row = Row(["--connections", str(connections), "--channels", str(connections // 100)], 0, 10_000)
        server = hub_server(arguments, "ours", row, arguments.jar)
        try:
            cpu_round(client, server, row, arguments.warm_up)
            costs = [cpu_round(client, server, row, arguments.seconds)[0] for _ in range(arguments.rounds)]
            resident = server.rss_kb()
            memory, _ = memory_round(client, server, row, arguments.seconds)
        finally:
            server.close()
        print(f"| {connections} | {statistics.median(costs):.1f} µs, {min(costs):.1f} to {max(costs):.1f} | {memory:.1f} KB "
              f"| {resident // 1024} MB |", flush=True)


if __name__ == "__main__":
    main()
