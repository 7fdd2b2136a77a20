"""A process that answers requests, so that no build keeps them waiting: engines and parsers hold Python for seconds."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkProcess
from threading import Thread
from typing import Any, NoReturn

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Answerer:
    """The process, and the pipe through which it is told what to show. It ends when this process does, however."""

    process: ForkProcess
    pipe: Connection

    @classmethod
    def start(cls, serve: Callable[[], None], take: Callable[[Message], None]) -> Answerer:
        """Run `serve` in a child process, where `take` is called with each message."""
        context = multiprocessing.get_context("fork")
        reading, writing = context.Pipe(duplex=False)
        process = context.Process(target=_answer, args=(reading, writing, serve, take))
        process.start()
        reading.close()
        return cls(process, writing)

    def tell(self, message: Message) -> None:
        """Send a message. Raises BrokenPipeError where the process has ended."""
        self.pipe.send(message)

    def end(self) -> None:
        """Close the pipe, which ends the process, and wait for that."""
        self.pipe.close()
        self.process.join()


def _answer(
    reading: Connection, writing: Connection, serve: Callable[[], None], take: Callable[[Message], None]
) -> None:
    def listen() -> NoReturn:
        try:
            while True:
                take(reading.recv())
        finally:
            os._exit(0)

    writing.close()
    # Ctrl-C goes to both processes; the other one ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=listen, daemon=True).start()
    serve()
