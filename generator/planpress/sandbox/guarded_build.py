"""`planpress build --untrusted`: a stranger's change, built in a process with bounds, out of a private folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from planpress.files.file_system import is_of_writing
from planpress.model.errors import PlanpressError, reason
from planpress.model.sources import Place
from planpress.reading import kinds
from planpress.sandbox.admission_gate import At
from planpress.sandbox.checkout import UntrustedCheckout, check_sealed, seal
from planpress.sandbox.limits import SECONDS_A_FILE, SECONDS_TOGETHER, Progress, Stopped, confined
from planpress.workflows.check_plan import Checked, InvalidPlanError

Safely = Callable[[Callable[[], int]], int]
Build = Callable[[UntrustedCheckout, Checked, Callable[[str], None]], None]


def build_untrusted(
    place: Path,
    base: str | None,
    build: Build,
    safely: Safely,
    *,
    strict: bool,
    environment: Mapping[str, str] = os.environ,
    seconds: int = SECONDS_A_FILE,
) -> int:
    """Build the site of the change in the working tree at `place`; the exit status.

    `build` makes the site of a sealed change, `safely` runs something and says what went wrong with it. Raises
    InvalidPlanError where a file took more time or memory than it may: `seconds` of processor time each.
    """
    # Nobody but this user can read a folder that tempfile makes.
    with TemporaryDirectory(prefix="planpress-change-", ignore_cleanup_errors=True) as private:

        def work(watch: Progress) -> int:
            whole = ""

            def at(path: str) -> None:
                watch.at(path, SECONDS_TOGETHER if path == whole else seconds)

            sealed = _sealed(place, Path(private).resolve(), base, at)
            whole = sealed.location.folder
            checked = check_sealed(sealed, environment, at)
            if checked.failed(strict=strict):
                raise InvalidPlanError(checked.findings, checked.projects)
            _try_narratives(checked, at)
            at(whole)
            build(sealed, checked, at)
            return 0

        done = confined(lambda watch: safely(lambda: work(watch)))
    if isinstance(done, Stopped):
        message = f"{done.reason}; the build was stopped, and the site is as it was"
        raise InvalidPlanError((kinds.TOO_COSTLY.at(Place(done.path), message),), 0)
    return done


def _sealed(place: Path, folder: Path, base: str | None, at: At) -> UntrustedCheckout:
    try:
        return seal(place, folder, base, at)
    except OSError as problem:
        if is_of_writing(problem, folder):
            way_out = "make room there, or name another folder as TMPDIR"
            said = f"cannot write in {folder.parent}: {reason(problem)}; the site is as it was; {way_out}"
            raise PlanpressError(said) from None
        raise


def _try_narratives(checked: Checked, at: Callable[[str], None]) -> None:
    """Render each narrative once, so that one that takes too long is known by its name."""
    from planpress.pages.narrative_html import sections

    assert checked.plan is not None
    for project in checked.plan.projects:
        if project.narrative is not None:
            at(project.narrative.path)
            sections(project, checked.plan.location)
