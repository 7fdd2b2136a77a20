"""The kinds of findings about what paper cannot show as it was written."""

from __future__ import annotations

from planpress.model.findings import FindingKind


def _kind(code: str, name: str, title: str, means: str, matters: str, to_do: str) -> FindingKind:
    page = f"# {title}\n\n## What it means\n\n{means}\n\n## Why it matters\n\n{matters}\n\n## What to do\n\n{to_do}\n"
    return FindingKind(code, "warning", name, page)


NOT_SET = _kind(
    "PP501", "not-on-paper", "HTML that is not set",
    "A narrative holds an HTML element that is not on the list of allowed ones, such as `<iframe>` or `<font>`. Pages"
    " leave it out. In a packet the text inside it is set without it; where it had no text of its own, as a frame, a"
    " film or a script, a note stands in its place.",
    "A plan may come from a stranger; an element that fetches, runs or covers something has no place in it. Whoever"
    " reads the packet should still see that something was there.",
    "Write it in Markdown. The elements that pages and paper both know are listed in docs/content.md.",
)  # fmt: skip
NO_IMAGE = _kind(
    "PP502", "image-not-on-paper", "Image that cannot be set",
    "The image is not in content/, comes from another host, is larger than 8 MB or 50 million pixels, is no PNG, JPEG,"
    " GIF, WebP or SVG, is broken, or is an SVG with a script, a link to other files or an element that a drawing does"
    " not need. A note with its words stands in its place.",
    "A packet is made without asking any host for anything, and one image that cannot be read must not cost the"
    " meeting its packet.",
    "Put the file itself into the project's folder. Save a drawing as plain SVG, with its images embedded, or as PNG.",
)  # fmt: skip
NO_WORDS = _kind(
    "PP503", "image-without-words", "Image without words",
    "An image has no alternative text. In a packet the name of its file stands for it.",
    "Whoever listens to the page or the packet learns nothing of the image, and PDF/UA does not allow one without"
    " words.",
    "Say between the brackets what the image shows: `![Position error falls from 9 to 1 cm in June](error.png)`.",
)  # fmt: skip
NOT_SHOWN = _kind(
    "PP504", "not-shown", "Text that Markdown does not show",
    "A footnote that nothing refers to, or quotes and lists inside each other so deep that Markdown reads nothing of"
    " what they hold: quotes more than 19 deep, lists more than 9.",
    "It is missing from the page and from the packet, and nobody who reads them can tell.",
    "Refer to the note, as in `[^1]`, or take it out. Write what lies too deep less deep.",
)  # fmt: skip

ALL = (NOT_SET, NO_IMAGE, NO_WORDS, NOT_SHOWN)
