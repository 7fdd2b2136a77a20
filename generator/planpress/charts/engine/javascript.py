"""The JavaScript engine that draws charts, started while a plan is still being read and composed."""

from contextlib import suppress
from pathlib import Path
from threading import Thread

from planpress.files.caches import kept_charts

_NOTHING = '{"data": [], "height": 1, "marks": [], "signals": [], "width": 1}'


def start_beside(root: Path) -> None:
    """Start the engine in a thread, where no drawing is kept yet below the plan's folder `root`.

    Its start takes half a second in which Python need not wait: vl-convert starts it with the first drawing, in a
    thread of its own. A build that finds its drawings kept needs no engine, and starts none.
    """
    if not kept_charts(root).folder.is_dir():
        Thread(target=_start, name="planpress-engine").start()


def _start() -> None:
    # Whoever draws says better than a thread what is missing, and how to install it.
    with suppress(ImportError, ValueError):
        import vl_convert

        vl_convert.vega_to_svg(_NOTHING)
