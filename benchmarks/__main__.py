"""`python -m benchmarks`: measures, and writes the report to standard output."""

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import python, run
from benchmarks.report import text
from benchmarks.sizes import measure

_SIZES, _QUICK = "50,200,1000", "20,100"
_MANY = 500
"""From so many projects on, one round is long enough to be steady."""


def main() -> None:
    """Measure every size in turn. The figures are for people: none of them fails the run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--sizes", metavar="N,N", help=f"numbers of projects; {_SIZES} if left out")
    parser.add_argument("--rounds", type=int, help="runs of each command; 3, and 1 from 500 projects on, if left out")
    parser.add_argument("--quick", action="store_true", help=f"within a minute: sizes {_QUICK}, one round")
    asked = parser.parse_args()
    sizes = [int(size) for size in (asked.sizes or (_QUICK if asked.quick else _SIZES)).split(",")]
    usual = 1 if asked.quick else 3
    with TemporaryDirectory(prefix="planpress-bench-") as name:
        folder = Path(name)
        # The first run writes the bytecode.
        help_runs = [run(python("-m", "planpress", "--help"), folder) for _ in range(21)][1:]
        measured = [
            measure(size, folder, asked.rounds or (1 if size >= _MANY else usual), _say) for size in sorted(sizes)
        ]
    sys.stdout.write(text(measured, help_runs))


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
