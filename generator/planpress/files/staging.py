"""Nothing lost: a site is written beside its place and takes that place in one step, when it is finished.

What in the earlier site is not planpress's own goes along.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from planpress.files.carrying import SiteLists, carry, contents, drain
from planpress.files.file_system import Exchange, ExchangeNotSupportedError, Lock, explained, is_of_writing, unwritable
from planpress.files.file_system import exchange as in_one_step
from planpress.model.errors import PlanpressError

Earlier = Callable[[Path], Collection[str] | None]
"""What planpress wrote into a folder of which no list is kept, by the path; None where that is no site."""


@dataclass(frozen=True, slots=True)
class Staging:
    """A site being written: `folder` takes the place of `site` on `commit`. Ends with `commit` or `abandon`.

    In a `with` it gives `folder`, and ends with `commit` where all went well. Until then, and after any exception or
    signal, `site` is what it was before; a disk that cannot be written within is a PlanpressError as well.
    """

    site: Path
    folder: Path
    earlier: Earlier
    lists: SiteLists
    exchange: Exchange
    setting: str
    lock: Lock

    @classmethod
    def begin(
        cls,
        site: Path,
        *,
        earlier: Earlier,
        root: Path | None = None,
        exchange: Exchange = in_one_step,
        setting: str = "site_dir",
    ) -> Staging:
        """Lock `site`, mend and clear what dead builds left beside it, and make an empty folder there.

        `root` is the plan's folder, where a list of what is written is kept; `earlier` tells what an earlier site had
        of which there is no list. `exchange` lets two folders change places, or raises ExchangeNotSupportedError; then
        two renames are used. `setting` is what the author chose `site` by, for messages.
        Raises PlanpressError while another build of `site` is under way, where `site` may not be replaced, or where its
        parent folder cannot be written.
        """
        with explained(f"cannot write beside {_shown(site)}", setting):
            place = _anchored(site, setting)
            place.parent.mkdir(parents=True, exist_ok=True)
            lock = Lock(_beside(place, "lock"))
            if not lock.acquire():
                shown = _shown(place)
                raise PlanpressError(f"another build is writing {shown}; let it end, or choose another {setting}")
            lists = SiteLists(root, place)
            try:
                staging = cls(place, _free_folder(place, "building"), earlier, lists, exchange, setting, lock)
                staging._clear()
                # Only now is a site that a dead build left between two renames back in its place.
                staging._refuse()
                # Not tempfile.mkdtemp: its mode of 0700 would keep a web server out of the published site.
                staging.folder.mkdir()
                return staging
            except BaseException:
                lock.release()
                raise

    def __enter__(self) -> Path:
        return self.folder

    def __exit__(self, kind: type[BaseException] | None, problem: BaseException | None, trace: object) -> None:
        try:
            if problem is None:
                self.commit()
            elif isinstance(problem, OSError) and (unwritten := self.unwritten(problem)) is not None:
                raise unwritten from None
        finally:
            self.abandon()

    def commit(self) -> None:
        """Put `folder` in the place of `site`, delete the earlier site and let go of the lock.

        Raises PlanpressError where that cannot be done, or where a file that planpress did not write is in the way;
        `site` is then as it was and the new one is gone.
        """
        if not self.lock.held:
            raise RuntimeError("this staging has ended already; begin another one")
        try:
            with explained(f"cannot put the new site in the place of {_shown(self.site)}", self.setting):
                # The build took a while: somebody may have put other things there meanwhile.
                self._refuse()
                self._put_in_place()
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Delete what is beside `site` and let go of the lock; after `commit` or `abandon` this does nothing."""
        if not self.lock.held:
            return
        try:
            # What cannot be cleared now must not hide why the build is abandoned; the next one tries again.
            with suppress(OSError):
                self._clear()
        finally:
            self.lock.release()

    def unwritten(self, problem: OSError) -> PlanpressError | None:
        """What is said where the new site could not be written; None where it is something else that failed."""
        if not is_of_writing(problem, self.folder):
            return None
        return unwritable(f"cannot write {_shown(self.site)}", problem, self.setting)

    def _put_in_place(self) -> None:
        made = contents(self.folder)
        if not os.path.lexists(self.site):
            self.lists.keep(made.files)
            self.folder.rename(self.site)
            return
        listed = self.lists.of(self.site)
        ours = frozenset((self.earlier(self.site) or ()) if listed is None else listed)
        ours = ours | made.files.keys() if listed is None else ours
        carry(self.site, self.folder, ours, made, _shown(self.site))
        here = contents(self.site).files
        self.lists.keep({path: here[path] for path in ours & here.keys()}, made.files)
        self._change_places()
        drain(self.folder, self.site, ours)

    def _change_places(self) -> None:
        """The earlier site is where the new one was."""
        try:
            self.exchange(self.folder, self.site)
        except ExchangeNotSupportedError:
            previous = _free_folder(self.site, "previous")
            self.site.rename(previous)
            try:
                self.folder.rename(self.site)
            except OSError:
                previous.rename(self.site)
                raise
            # A folder named `previous` is always whole, as it loses that name before anything in it is deleted.
            previous.rename(self.folder)

    def _refuse(self) -> None:
        site, shown, way_out = self.site, _shown(self.site), f"choose another {self.setting}"
        if site.is_symlink():
            aim = f"make {self.setting} the folder that it points to"
            raise PlanpressError(f"{shown} is a symbolic link; remove it or {aim}")
        if not os.path.lexists(site):
            return
        if not site.is_dir():
            raise PlanpressError(f"{shown.rstrip('/')} is not a folder; move it away or {way_out}")
        if os.path.ismount(site):
            message = f"{shown} is a mount point and cannot be replaced; choose a folder in it as {self.setting}"
            raise PlanpressError(message)
        if os.path.lexists(site / ".git"):
            raise PlanpressError(f"{shown} is a git working tree, whose .git would be lost; {way_out}")
        if any(site.iterdir()) and self.lists.of(site) is None and self.earlier(site) is None:
            raise PlanpressError(f"{shown} holds files that planpress did not write; empty it or {way_out}")

    def _clear(self) -> None:
        """Put a site back that stands between two renames, then delete every build's folder; only under the lock.

        A folder with such a name that came from elsewhere, with a change for example, becomes no site: it has no list.
        """
        for previous in _left(self.site, "previous"):
            if self.lists.of(previous) is not None:
                previous.rename(_free_folder(self.site, "building") if os.path.lexists(self.site) else self.site)
        for folder in _left(self.site, "building"):
            ours = self.lists.of(folder)
            if ours is not None and os.path.lexists(self.site):
                drain(folder, self.site, ours)
            else:
                shutil.rmtree(folder, ignore_errors=True)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return f"{(path.relative_to(here) if path.is_relative_to(here) else path).as_posix()}/"


def _anchored(site: Path, setting: str) -> Path:
    """The same place whatever the working directory becomes; a link in the last part stays one, to be refused."""
    place = site.resolve() if site.name in ("", "..") else site.parent.resolve() / site.name
    if not place.name:
        raise PlanpressError(f"{place} has no folder above it to write the new site in; choose another {setting}")
    return place


def _beside(site: Path, purpose: str) -> Path:
    return site.with_name(f".{site.name}.planpress-{purpose}")


def _free_folder(site: Path, purpose: str) -> Path:
    return _beside(site, f"{purpose}-{os.getpid()}-{secrets.token_hex(4)}")


def _left(site: Path, purpose: str) -> list[Path]:
    ours = re.compile(re.escape(_beside(site, purpose).name) + r"-\d+-[0-9a-f]{8}")
    names = filter(ours.fullmatch, sorted(os.listdir(site.parent)))
    return [path for path in map(site.with_name, names) if not path.is_symlink() and path.is_dir()]
