"""Narratives for synthetic plans: Markdown of some 50 lines with a table of 20 rows, as a team might write it."""

from collections.abc import Iterator
from random import Random

_SENTENCES = (
    "The station that runs today was set up by hand and finds about half of what it should.",
    "Most of the data comes from the two older sites, so the newer ones are *underrepresented* in it.",
    "We tried a larger model first and it was slower without being better; `run-17` has the figures.",
    "Labels were given by three people, and where they differed the **majority** stands.",
    "A wrong answer is seen by the next person down the line, who has a minute to put it right.",
    "The night shift sees other cases than the day shift, and nobody has counted how many.",
    "It would pay for itself within a year if it were right in nineteen of twenty cases.",
    "What is hard is not the common case but the eleven rare kinds at the end of the list.",
    "The cameras were replaced in spring, and everything from before looks a little different.",
    "We would stop if the next thousand labels did not bring the error down by a point.",
)
_HEADINGS = ("What happens today", "What was measured, and by whom", "What would end it")


def narrative(random: Random) -> str:
    """The narrative of one project."""
    return "\n".join(_lines(random)) + "\n"


def _lines(random: Random) -> Iterator[str]:
    yield "*Invented figures: this plan is made to be measured.*"
    for at, heading in enumerate(_HEADINGS):
        yield from ("", f"## {heading}", "", *random.sample(_SENTENCES, 4))
        if at == 1:
            yield from ("", "| Slice | Cases | Missed | Note |", "|---|---:|---:|---|", *_slices(random))
        if at != 1:
            yield from ("", *(f"- {sentence}" for sentence in random.sample(_SENTENCES, 3)))


def _slices(random: Random) -> Iterator[str]:
    for number in range(1, 21):
        cases = random.randint(40, 900)
        note = random.choice(("", "new cameras", "night shift", "**few** labels", "see `run-17`"))
        yield f"| slice {number} | {cases} | {random.randint(0, cases // 5)} | {note} |"
