"""SOURCE_DATE_EPOCH: the second from which builds take the day, so that the same input gives the same bytes."""

from collections.abc import Mapping, MutableMapping

from planpress.model.errors import PlanpressError
from planpress.model.wording import quoted

NAME = "SOURCE_DATE_EPOCH"
LAST = 2**32 - 1
"""The last second of which four bytes can tell, in the year 2106: what is packed for the web has no more for it."""


def seconds(environment: Mapping[str, str]) -> int | None:
    """The seconds since 1970; None where it is not set, or empty. Raises PlanpressError for what is no such number."""
    written = environment.get(NAME)
    if not written:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= len(str(LAST)) and int(written) <= LAST):
        raise PlanpressError(f"{NAME} is {quoted(written)}; set it to seconds since 1970, or unset it")
    return int(written)


def settle(environment: MutableMapping[str, str]) -> None:
    """Take an empty one out of the environment, where others would stumble over it. Raises as `seconds` does."""
    if seconds(environment) is None:
        environment.pop(NAME, None)
