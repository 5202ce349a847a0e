"""What Linux says of a process and of the whole machine, so that a measurement can tell its own work from others'."""

import os
import time

TICKS = os.sysconf("SC_CLK_TCK")


def cpu(process: int) -> float:
    """CPU seconds that a process has used."""
    with open(f"/proc/{process}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def resident(process: int) -> int:
    """Bytes of memory that a process holds."""
    with open(f"/proc/{process}/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


class Share:
    """What of the machine went to a server, to this process and to everybody else, since this was made."""

    def __init__(self, server: int) -> None:
        self.server = server
        self.before = self._now()

    def _now(self) -> tuple[float, float, float, float]:
        with open("/proc/stat") as file:
            user, nice, system, _, _, irq, softirq = map(int, file.readline().split()[1:8])
        return time.perf_counter(), (user + nice + system + irq + softirq) / TICKS, cpu(self.server), cpu(os.getpid())

    def taken(self) -> tuple[float, float, float]:
        """CPU seconds of the server; of this process; the part of all cores that others used."""
        seconds, busy, server, own = (now - then for now, then in zip(self._now(), self.before, strict=True))
        return server, own, max(0.0, busy - server - own) / (seconds * os.cpu_count())
