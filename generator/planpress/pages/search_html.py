"""A page as a search index should read it: words that a page shows apart are apart, and a project is one entry."""

import re
from html import escape

from planpress.model.site_pages import Page
from planpress.model.wording import at_start

_APART = re.compile(r"(?=</(?:td|th|dt|dd|li|p|caption|summary|figcaption|div|h[1-6])>|<br>)")
"""Where a page begins a new cell or line. An index drops the tags, and would make one word of the two beside them."""
_PERMALINK = re.compile(r'<a class="headerlink"[^<>]*>[^<>]*</a>')
_HEADING = re.compile(r"<(/?)h[2-6](?:\s[^<>]*)?>")


def search_html(html: str, page: Page) -> str:
    """The HTML of a page for a search index, which makes an entry of each heading that it finds."""
    if not page.searched:
        return ""
    html = _APART.sub(" ", html)
    if not page.found_by:
        return html
    title, end, text = _HEADING.sub(r"<\1p>", _PERMALINK.sub("", html)).rpartition("</h1>")
    first = at_start(escape(" · ".join(page.found_by)))
    return f"{title[title.find('<h1') :]}{end}<p>{first}</p>{text}"
