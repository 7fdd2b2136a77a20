"""`python -m benchmarks.printing`: how long a packet takes, cold and warm, and how much memory it needs."""

import argparse
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.measuring import Sample, processor, python, rounds, run, seconds
from benchmarks.workload import write_plan

ROOT = Path(__file__).resolve().parents[1]
DEMONSTRATION = 0
"""The size that stands for the plan in content/."""

TARGETS = {DEMONSTRATION: "3 s cold", 50: "6 s cold, 3 s warm", 200: "below 1000 MB"}
"""They are for plans of some three charts and three pages a project: the brief ones come nearest to that."""


def main() -> None:
    """Print packets of the demonstration plan and of synthetic ones. The figures are for people: none fails the run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.printing", description=__doc__)
    parser.add_argument("--sizes", metavar="N,N", default="0,50,200", help="projects; 0 is the plan in content/")
    parser.add_argument("--whole", action="store_true", help="20 models, every rule and a long narrative a project")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each; 3 if left out")
    asked = parser.parse_args()
    print("| plan | pages | cold, s | processor, s | warm, s | processor, s | peak, MB | PDF, MB | target |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|---|")
    for size in map(int, asked.sizes.split(",")):
        with TemporaryDirectory(prefix="planpress-bench-") as name:
            print(_measured(size, Path(name), asked.rounds, brief=not asked.whole))
            sys.stdout.flush()


def _measured(size: int, folder: Path, count: int, *, brief: bool) -> str:
    if size == DEMONSTRATION:
        shutil.copytree(ROOT / "content", folder / "content")
    else:
        write_plan(folder, size, brief=brief)
    command = python("-m", "planpress", "packet", "-o", "packet.pdf")

    def cold() -> Sample:
        shutil.rmtree(folder / ".cache", ignore_errors=True)
        return run(command, folder)

    cold()  # writes the bytecode
    found = rounds({"cold": cold}, count)["cold"], rounds({"warm": lambda: run(command, folder)}, count)["warm"]
    pdf = (folder / "packet.pdf").read_bytes()
    from planpress.packets.pdf import Typeset

    peak = max(sample.megabytes for samples in found for sample in samples)
    times = " | ".join(f"{seconds(samples):.1f} | {processor(samples):.1f}" for samples in found)
    plan = f"{size} {'brief ' if brief else ''}projects" if size else "demonstration"
    return f"| {plan} | {Typeset(pdf).pages} | {times} | {peak:.0f} | {len(pdf) / 1e6:.1f} | {TARGETS.get(size, '')} |"


if __name__ == "__main__":
    main()
