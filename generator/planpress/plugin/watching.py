"""Files that are watched by looking at them: they and their folders may go, come back, or become links meanwhile."""

from __future__ import annotations

import os
import stat
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from watchdog.events import FileModifiedEvent

if TYPE_CHECKING:
    from watchdog.events import FileSystemEventHandler

WatchedState = dict[str, tuple[int, int, int]]
"""The files at or below a path, each with its inode, time of change and size."""

_MOST_WAITS = 20


class PatientObserver(Thread):
    """What LiveReloadServer needs of watchdog's observer. Of that, the watch of a folder dies with the folder."""

    def __init__(self, interval: float = 0.5, settling: float = 0.1) -> None:
        """Look every `interval` seconds; after a change, wait until nothing changes for `settling` seconds."""
        super().__init__(name="planpress-watching", daemon=True)
        self._interval, self._settling = interval, settling
        self._watched: dict[str, tuple[FileSystemEventHandler, WatchedState]] = {}
        self._guard, self._ended = Lock(), Event()

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = True) -> str:
        """Tell `handler` of each change at or below `path` from now on, whether anything is there yet or not."""
        with self._guard:
            self._watched[path] = (handler, state(path))
        return path

    def unschedule(self, path: str) -> None:
        """Watch a path no more."""
        with self._guard:
            self._watched.pop(path, None)

    def stop(self) -> None:
        """End soon."""
        self._ended.set()

    def run(self) -> None:
        while not self._ended.wait(self._interval):
            self.look()

    def look(self) -> None:
        """Tell once of what has changed since the last look, when it has settled."""
        handlers = self._changed()
        for _ in range(_MOST_WAITS if handlers else 0):
            if self._ended.wait(self._settling):
                return
            more = self._changed()
            if not more:
                break
            handlers |= more
        for path, handler in handlers.items():
            handler.dispatch(FileModifiedEvent(path))

    def _changed(self) -> dict[str, FileSystemEventHandler]:
        changed = {}
        with self._guard:
            for path, (handler, before) in self._watched.items():
                now = state(path)
                if now != before:
                    self._watched[path] = (handler, now)
                    changed[path] = handler
        return changed


def state(path: str) -> WatchedState:
    """The files at or below a path, links followed; none where there is nothing, or nothing that can be read."""
    found: WatchedState = {}
    seen: set[tuple[int, int]] = set()
    pending = [path]
    while pending:
        path = pending.pop()
        try:
            here = os.stat(path)
            if not stat.S_ISDIR(here.st_mode):
                found[path] = (here.st_ino, here.st_mtime_ns, here.st_size)
            elif (here.st_dev, here.st_ino) not in seen:  # a link may lead back to a folder above
                seen.add((here.st_dev, here.st_ino))
                pending += sorted(f"{path}/{name}" for name in os.listdir(path))
        except OSError:
            continue
    return found
