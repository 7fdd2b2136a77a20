"""A process that answers requests, so that no build keeps them waiting: engines and parsers hold Python for seconds."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread
from typing import Any, NoReturn

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answerer:
    """The process, and the pipe through which it is told what to show. It ends when this process does, however."""

    process: int
    pipe: int

    @classmethod
    def start(cls, serve: Callable[[], None], take: Callable[[Message], None]) -> Answerer:
        """Run `serve` in a child process, where `take` is called with each message."""
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(writing)
            _answer(reading, serve, take)
        os.close(reading)
        return cls(process, writing)

    def tell(self, message: Message) -> None:
        """Send a message. Raises BrokenPipeError where the process has ended."""
        data = json.dumps(message).encode() + b"\n"
        while data:
            data = data[os.write(self.pipe, data) :]

    def end(self) -> None:
        """Close the pipe, which ends the process, and wait for that."""
        os.close(self.pipe)
        with suppress(ChildProcessError):
            os.waitpid(self.process, 0)


def _answer(reading: int, serve: Callable[[], None], take: Callable[[Message], None]) -> NoReturn:
    try:
        # Ctrl-C goes to both processes; the other one ends this one.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        Thread(target=_listen, args=(reading, take), daemon=True).start()
        serve()
    finally:
        os._exit(1)


def _listen(reading: int, take: Callable[[Message], None]) -> NoReturn:
    try:
        with open(reading, encoding="utf-8") as lines:
            for line in lines:
                take(json.loads(line))
    finally:
        os._exit(0)
