#!/usr/bin/env python3
"""Measures the startup time that the auto-configuration adds to an application.

    src/bench/start.py [--pairs 20] [--java java] [--jar JAR]

JAR is the packaged src/it/interop-server. Each pair is a start with the auto-configuration and one with all of it excluded
(the gRPC server is there all the same), in turns first and second. It prints the median of each, and the median and range
of the ratios of the pairs. Run it on a machine that does nothing else.
"""
import argparse
import pathlib
import statistics
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
IMPORTS = (ROOT / "heartbeat-spring-boot-autoconfigure/src/main/resources/META-INF/spring"
           / "org.springframework.boot.autoconfigure.AutoConfiguration.imports")


def start_seconds(command):
    begin = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        ready = any(line.strip() == "ready" for line in process.stdout)
        seconds = time.monotonic() - begin
        process.kill()
    if not ready:
        sys.exit(f"did not start: {' '.join(command)}")
    return seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--java", default="java")
    parser.add_argument("--jar", default=str(ROOT / "src/it/interop-server/target/interop-server.jar"))
    arguments = parser.parse_args()
    base = [arguments.java, "-jar", arguments.jar, "--interop.port=0", "--server.port=0",
            "--magiconion.streaming-hub.heartbeat.interval=25s"]
    excluded = base + ["--spring.autoconfigure.exclude=" + ",".join(IMPORTS.read_text().split())]
    start_seconds(base)  # warms up the file cache
    results = {"with": [], "without": []}
    for pair in range(arguments.pairs):
        order = [("with", base), ("without", excluded)]
        for name, command in order if pair % 2 == 0 else reversed(order):
            results[name].append(start_seconds(command))
    ratios = [one / other for one, other in zip(results["with"], results["without"])]
    for name, seconds in results.items():
        print(f"{name}: median {statistics.median(seconds):.2f} s, {min(seconds):.2f} to {max(seconds):.2f}")
    print(f"ratio: median {statistics.median(ratios):.3f}, {min(ratios):.3f} to {max(ratios):.3f}, {len(ratios)} pairs")


if __name__ == "__main__":
    main()
