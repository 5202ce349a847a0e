"""`python -m engine grade` and `python -m engine derive`: the engine at the command line."""

from __future__ import annotations

import gc
import sys

from engine.commands import derive, grade

USAGE = """usage: python -m engine grade < questions.jsonl > verdicts.jsonl
       python -m engine derive LAYER --shapes "x: n; w: m; z: n-m+1" --wanted "dL/dx[k]"
                               [--notation NAME] [--format text|latex|json]"""


def main(arguments: list[str]) -> int:
    """Runs one command and returns the exit status."""
    match arguments:
        case ["grade"]:
            return grade.run(sys.stdin.buffer, sys.stdout)
        case ["derive", *rest]:
            return derive.run(rest)
        case ["-h" | "--help"]:
            print(USAGE)
            return 0
    print(USAGE, file=sys.stderr)
    return 2


if __name__ == "__main__":
    gc.disable()
    sys.exit(main(sys.argv[1:]))
