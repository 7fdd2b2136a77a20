"""The demonstration plan's packet says what the site says, and is accessible."""

import io
import json
import re

import pikepdf
import pytest

from tests.packets.conftest import Printed
from tests.packets.paper_items import dossiers
from tests.packets.reading import HEAD_BELOW, OUTER, flat, needs_poppler, pages_with_places, text_of
from tests.packets.tagged import document

pytestmark = pytest.mark.process
TEXT = re.compile(r'"(?:text|lead|note|title|caption|label|words)": ("(?:[^"\\]|\\.)+")')


@needs_poppler
def test_every_text_of_the_data_is_on_paper(printed: Printed) -> None:
    """Nothing is lost, cut or changed between the words and the page."""
    whole = flat(text_of(printed.pdf))
    every = set(map(json.loads, TEXT.findall(json.dumps(printed.data))))
    assert len(every) > 1000
    assert [one for one in every if flat(one) not in whole] == []


def test_charts_say_to_listeners_what_the_site_says(printed: Printed) -> None:
    """The alternative text of each chart, and of nothing else."""
    charts = {*re.findall(r'"alternative": "(.*?)"[,}]', json.dumps(printed.data, ensure_ascii=False))}
    with pikepdf.open(io.BytesIO(printed.pdf)) as pdf:
        found = {str(one["/Alt"]) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one}
    assert len(charts) > 20
    assert charts == found


@needs_poppler
def test_a_running_head_names_the_section_that_begins_on_top(printed: Printed) -> None:
    """Not the one that ended on the page before."""
    pages = pages_with_places(printed.pdf)
    found = []
    for item in dossiers(document(printed.pdf)):
        for page in (pages[number - 1] for number in sorted(item.pages)[1:]):
            words = [one for one in page.words if one.top > HEAD_BELOW - 8 and one.right < page.width - OUTER]
            top = min(one.top for one in words)
            begins = " ".join(one.text for one in words if one.top - top < 4)
            if begins in item.sections:
                found.append((begins, page.head().endswith(begins)))
    assert len(found) > 8 and len({title for title, _ in found}) >= 3
    assert [title for title, named in found if not named] == []
