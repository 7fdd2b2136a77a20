"""Nothing lost: a site is written beside its place and takes that place in one step, when it is finished."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from planpress.model.errors import PlanpressError, reason
from planpress.writing.exchange import Exchange, ExchangeNotSupportedError
from planpress.writing.exchange import exchange as in_one_step
from planpress.writing.locking import Lock


class SiteBusyError(PlanpressError):
    """Another build of the same site is under way."""


@contextmanager
def staged(
    site: Path, *, recognised: Callable[[Path], bool], exchange: Exchange = in_one_step, setting: str = "site_dir"
) -> Iterator[Path]:
    """Yield an empty folder beside `site`; on a clean exit it takes the place of `site` in one step.

    Until then, and after any exception or signal, `site` is what it was before. Arguments and errors are those of
    `Staging.begin` and `Staging.commit`.
    """
    staging = Staging.begin(site, recognised=recognised, exchange=exchange, setting=setting)
    try:
        yield staging.folder
        staging.commit()
    finally:
        staging.abandon()


@dataclass(frozen=True, slots=True)
class Staging:
    """A site being written: `folder` takes the place of `site` on `commit`. Ends with `commit` or `abandon`."""

    site: Path
    folder: Path
    recognised: Callable[[Path], bool]
    exchange: Exchange
    setting: str
    lock: Lock

    @classmethod
    def begin(
        cls,
        site: Path,
        *,
        recognised: Callable[[Path], bool],
        exchange: Exchange = in_one_step,
        setting: str = "site_dir",
    ) -> Staging:
        """Lock `site`, mend and clear what dead builds left beside it, and make an empty folder there.

        `recognised` tells whether a folder with something in it is an earlier site, which may be replaced. `exchange`
        lets two folders change places, or raises ExchangeNotSupportedError; then two renames are used. `setting` is
        what the author chose `site` by, for messages.
        Raises SiteBusyError while another build of `site` is under way, and PlanpressError where `site` may not be
        replaced or its parent folder cannot be written.
        """
        with _explained(f"cannot write beside {_shown(site)}", setting):
            place = _anchored(site, setting)
            place.parent.mkdir(parents=True, exist_ok=True)
            lock = Lock(_beside(place, "lock"))
            if not lock.acquire():
                shown = _shown(place)
                raise SiteBusyError(f"another build is writing {shown}; let it end, or choose another {setting}")
            try:
                return cls(place, _prepared(place, recognised, setting), recognised, exchange, setting, lock)
            except BaseException:
                lock.release()
                raise

    def commit(self) -> None:
        """Put `folder` in the place of `site`, delete the earlier site and let go of the lock.

        Raises PlanpressError where that cannot be done; `site` is then as it was and the new one is gone.
        """
        if not self.lock.held:
            raise RuntimeError("this staging has ended already; begin another one")
        try:
            with _explained(f"cannot put the new site in the place of {_shown(self.site)}", self.setting):
                # The build took a while: somebody may have put other things there meanwhile.
                _refuse(self.site, self.recognised, self.setting)
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
                _clear(self.site)
        finally:
            self.lock.release()

    def _put_in_place(self) -> None:
        if not os.path.lexists(self.site):
            self.folder.rename(self.site)
            return
        try:
            self.exchange(self.folder, self.site)
        except ExchangeNotSupportedError:
            previous = _beside(self.site, "previous")
            self.site.rename(previous)
            self.folder.rename(self.site)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return f"{(path.relative_to(here) if path.is_relative_to(here) else path).as_posix()}/"


@contextmanager
def _explained(what: str, setting: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = reason(error)
        raise PlanpressError(f"{what}: {why}; mend that and build again, or choose another {setting}") from error


def _anchored(site: Path, setting: str) -> Path:
    """The same place whatever the working directory becomes; a link in the last part stays one, to be refused."""
    place = site.resolve() if site.name in ("", "..") else site.parent.resolve() / site.name
    if not place.name:
        raise PlanpressError(f"{place} has no folder above it to write the new site in; choose another {setting}")
    return place


def _refuse(site: Path, recognised: Callable[[Path], bool], setting: str) -> None:
    shown = _shown(site)
    if site.is_symlink():
        raise PlanpressError(f"{shown} is a symbolic link; remove it or make {setting} the folder that it points to")
    if not os.path.lexists(site):
        return
    if not site.is_dir():
        raise PlanpressError(f"{shown.rstrip('/')} is not a folder; move it away or choose another {setting}")
    if os.path.ismount(site):
        raise PlanpressError(f"{shown} is a mount point and cannot be replaced; choose a folder in it as {setting}")
    if os.path.lexists(site / ".git"):
        raise PlanpressError(f"{shown} is a git working tree, whose .git would be lost; choose another {setting}")
    if any(site.iterdir()) and not recognised(site):
        raise PlanpressError(f"{shown} holds files that planpress did not write; empty it or choose another {setting}")


def _prepared(site: Path, recognised: Callable[[Path], bool], setting: str) -> Path:
    _clear(site)
    # Only now is a site that a dead build left between two renames back in its place.
    _refuse(site, recognised, setting)
    folder = _free_folder(site)
    # Not tempfile.mkdtemp: its mode of 0700 would keep a web server out of the published site.
    folder.mkdir()
    return folder


def _beside(site: Path, purpose: str) -> Path:
    return site.with_name(f".{site.name}.planpress-{purpose}")


def _free_folder(site: Path) -> Path:
    return _beside(site, f"building-{os.getpid()}-{secrets.token_hex(4)}")


def _clear(site: Path) -> None:
    """Put a site back that stands between two renames, then delete every build's folder; only under the lock."""
    previous = _beside(site, "previous")
    if os.path.lexists(previous):
        # A folder named `previous` is always whole, as it loses that name before anything in it is deleted.
        previous.rename(_free_folder(site) if os.path.lexists(site) else site)
    ours = re.compile(re.escape(_beside(site, "building").name) + r"-\d+-[0-9a-f]{8}")
    for name in filter(ours.fullmatch, os.listdir(site.parent)):
        shutil.rmtree(site.with_name(name), ignore_errors=True)
