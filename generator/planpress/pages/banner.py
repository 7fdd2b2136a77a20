"""What every page of a preview has, whoever wrote it and whatever the theme: a banner, and a word to search engines."""

import re

NOINDEX = '<meta name="robots" content="noindex, nofollow">'

_HEAD_END = re.compile(r"</head\s*>", re.IGNORECASE)
_ROOM = re.compile(r'<div data-md-component="announce">', re.IGNORECASE)
"""Where Material keeps room for announcements: after the link that skips to the content."""
_BODY = re.compile(r"""<body\b(?:[^<>"']|"[^"]*"|'[^']*')*+>""", re.IGNORECASE)


def announced(html: str, banner: str) -> str:
    """A whole page with the banner at its top, which search engines are asked not to keep."""
    html = _HEAD_END.sub(lambda found: f"{NOINDEX}{found[0]}", html, count=1)
    place = _ROOM if _ROOM.search(html) else _BODY
    return place.sub(lambda found: f"{found[0]}{banner}", html, count=1)
