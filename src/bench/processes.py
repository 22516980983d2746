"""The processes of a comparison: servers, their resource usage, and the load on them. Linux only: CPU time and memory are read from
/proc."""
import argparse
import os
import re
import socket
import subprocess
import sys
import threading
import time

START_SECONDS = 120
IT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../it")


class Server:
    """A server process. For JVMs of ours, it also reads the live memory."""

    def __init__(self, name, command, port, ready="^ready"):
        self.name = name
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.pattern = ready
        self.jvm = command[0].endswith("java")
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.ready = threading.Event()
        self.costs = []
        self.seen = {}  # voluntary context switches, by thread
        threading.Thread(target=self._read, daemon=True).start()
        if not self.ready.wait(START_SECONDS) or self.process.poll() is not None:
            sys.exit(f"{name} did not start: {' '.join(command)}")

    def _read(self):
        for line in self.process.stdout:
            if re.search(self.pattern, line):
                self.ready.set()
        self.ready.set()

    def cpu_seconds(self):
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def switches(self):
        """The number of voluntary context switches so far. Threads that have ended count as far as they were seen."""
        for thread in os.listdir(f"/proc/{self.process.pid}/task"):
            try:
                with open(f"/proc/{self.process.pid}/task/{thread}/status") as status:
                    self.seen[thread] = int(re.search(r"\nvoluntary_ctxt_switches:\s+(\d+)", status.read()).group(1))
            except FileNotFoundError:
                pass  # it has ended
        return sum(self.seen.values())

    def usage(self):
        """CPU seconds and voluntary context switches so far, and the time."""
        return self.cpu_seconds(), self.switches(), time.monotonic()

    def used_since(self, before):
        """What has been added to an earlier usage."""
        return tuple(now - then for now, then in zip(self.usage(), before))

    def rss_kb(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1))

    def memory_kb(self):
        """For a JVM, the live heap after a full GC plus buffers outside the heap; for others, the resident memory."""
        if not self.jvm:
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
    """A load on a server, produced by a command of the peer or of the interop client."""

    def __init__(self, command, server, arguments, seconds):
        self.process = subprocess.Popen(
            [*command, "load", "--address", server.address, "--seconds", str(seconds), *arguments],
            stdout=subprocess.PIPE, text=True)
        self.lines = []

    def until(self, pattern):
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            match = re.match(pattern, line)
            if match:
                return match
        sys.exit("\n".join([f"the load ended before '{pattern}':", *self.lines]))

    def finish(self):
        """Median and 99th percentile of the latency that the server has reported, in ms; None if it has seen no acknowledgement."""
        self.lines += [line.rstrip() for line in self.process.stdout]
        if self.process.wait() != 0:
            sys.exit("\n".join(["the load failed:", *self.lines]))
        match = re.search(r"server-latency-us count [1-9]\d* p50 (\d+) p90 \d+ p99 (\d+)", "\n".join(self.lines))
        return (int(match.group(1)) / 1000, int(match.group(2)) / 1000) if match else None


def option_parser(description):
    """A parser of the options that all comparisons have."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=20)
    parser.add_argument("--warm-up", type=int, default=60)
    parser.add_argument("--java", default="java")
    parser.add_argument("--java-option", action="append", default=[])
    parser.add_argument("--jar", default=os.path.join(IT, "interop-server/target/interop-server.jar"))
    parser.add_argument("--client", default=os.path.join(IT, "interop-client/target/interop-client.jar"))
    return parser


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
