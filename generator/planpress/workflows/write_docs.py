"""python -m planpress.workflows.write_docs: write anew what is made from the code, the schemas and parts of docs/.

docs/findings.md is made as a whole. The other pages have parts between `<!-- made from the code: NAME -->` and
`<!-- end -->`; everything outside of them is written by hand.
"""

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from planpress import baselines, rules, schemas, sections
from planpress.document import blocks
from planpress.model import numbering
from planpress.model.findings import FindingKind
from planpress.model.text import Words
from planpress.model.wording import counted, listed
from planpress.packets import nouns, typst_data
from planpress.reading import sources
from planpress.workflows.explain_number import all_kinds

FINDINGS = "findings.md"
GROUPS: Mapping[str, str] = {
    "PP1": "Files and YAML",
    "PP2": "References, rules and numbers",
    "PP3": "Tables of models",
    "PP4": "The state of a project",
    "PP5": "On paper",
    "PP6": "Meetings",
    "PP7": "A change from a stranger",
}
ROLES: Mapping[str, str] = {
    "floor": "floor: nothing below it should ship",
    "ceiling": "ceiling: what people reach",
    "target": "target: bounds nothing",
}

PACKET_NOUNS = (
    nouns.Packet, nouns.Cover, nouns.Summary, nouns.Item, nouns.Part, nouns.Choice, nouns.Changes,
    nouns.Method, nouns.Dossier, blocks.Section, blocks.Paragraph, blocks.Bullets, blocks.Line, blocks.Table,
    blocks.Column, blocks.Row, blocks.Cell, typst_data.TypstChart, blocks.Story,
)  # fmt: skip

_PART = re.compile(r"(<!-- made from the code: ([a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)
_HEADING = re.compile(r"^## (.+)\n+", re.MULTILINE)


def generate(docs: Path) -> dict[Path, str]:
    """Every page of `docs` that is made from the code, as a whole or in parts, by its path. Nothing is written."""
    made = {docs / FINDINGS: findings_page()}
    for path in sorted(docs.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        if path.name != FINDINGS and _PART.search(text):
            made[path] = _PART.sub(lambda part: f"{part[1]}\n{PARTS[part[2]]()}\n{part[3]}", text)
    return made


def findings_page() -> str:
    """docs/findings.md: every finding, by its code, with its documentation."""
    kinds = all_kinds()
    errors = sum(kind.level == "error" for kind in kinds)
    head = [
        "# Findings",
        "",
        "<!-- made from the code by `python -m planpress.workflows.write_docs`; changes belong there -->",
        "",
        f"There are {counted(len(kinds), 'finding')}: {counted(errors, 'error')}, which stop a build before anything of"
        f" the site is touched, and {counted(len(kinds) - errors, 'warning')}, which do so only with `--strict`."
        " Codes are stable: one that is taken back is not given out again."
        " `planpress explain CODE` prints the same text.",
        "",
    ]
    tables, sections = [], []
    for prefix, title in GROUPS.items():
        group = [kind for kind in kinds if kind.code.startswith(prefix)]
        rows = ((f"[{kind.code}](#{kind.code})", kind.level, _title(kind.documentation)) for kind in group)
        tables += [f"**{title}**", "", *_table("code | level | finding", rows)]
        sections += [f"## {title}", "", *map(_finding, group)]
    return "\n".join([*head, *tables, *sections]).rstrip() + "\n"


def formats_part() -> str:
    """The formats of model tables."""
    return "\n".join(
        _section(known.documentation, f"{known.label} ({listed(f'`{suffix}`' for suffix in known.suffixes)})")
        for known in sources.ALL
    )


def rules_part() -> str:
    """The metric rules."""
    return "\n".join(_section(import_module(rule.__module__).__doc__ or "") for rule in rules.ALL)


def baselines_part() -> str:
    """The kinds of baselines: a table, and what to say of each."""
    rows = (
        (f"`{kind.id}`", "outside" if kind.external else "inside", ROLES[kind.role], kind.question)
        for kind in baselines.ALL
    )
    lines = _table("kind | from | bounds | what a project without one is asked", rows)
    for kind in baselines.ALL:
        rest = kind.documentation.strip().partition("\n")[2]
        lines.append(f"- **{_title(kind.documentation)}.** {' '.join(rest.split())}")
    return "\n".join([*lines, ""])


def margin_parts() -> str:
    """The parts of an item on a packet, with what stands behind the point of their margin numbers."""
    parts = {**numbering.ELEMENTS, **{kind.id: kind.margin for kind in sections.ALL if kind.margin is not None}}
    rows = sorted((at, name) for name, at in parts.items())
    return "\n".join(_table("number | part", ((f".{at}", name) for at, name in rows)))


def sections_part() -> str:
    """The sections of a project's page by their ids, in their order."""
    rows = ((f"`{kind.id}`", kind.title or "what stands above them") for kind in sections.ALL)
    return "\n".join(_table("ID | section", rows))


def packet_part() -> str:
    """What templates of a packet are given: a table for each of its nouns, the packet itself first."""
    lines = []
    for noun in PACKET_NOUNS:
        rows = ((f"`{name}`", _form(form), words) for name, (form, words) in typst_data.described(noun).items())
        lines += [f"#### {noun.__name__}", "", (noun.__doc__ or "").strip(), ""]
        lines += _table("key | holds | what it is", rows)
    return "\n".join(lines)


def _form(form: Any) -> str:
    """A type as people say it: a list of Line, text, true or false."""
    named: Mapping[Any, str] = {str: "text", Words: "text", bool: "true or false", float: "number", Any: "anything",
                                type(None): "none"}  # fmt: skip
    if form in named:
        return named[form]
    parts = get_args(form)
    if get_origin(form) is tuple:
        return f"list of {_form(parts[0])}"
    if get_origin(form) is Literal:
        return listed((f"`{part}`" for part in parts), "or")
    return listed(map(_form, parts), "or") if parts else form.__name__


PARTS: Mapping[str, Callable[[], str]] = {
    "baselines": baselines_part,
    "formats": formats_part,
    "margin-parts": margin_parts,
    "packet": packet_part,
    "rules": rules_part,
    "sections": sections_part,
}


def main() -> None:
    """Write the checkout's docs/ and the schemas anew."""
    docs = Path(__file__).resolve().parents[3] / "docs"
    if not docs.is_dir():
        sys.exit("planpress: there is no docs/ beside the code; run this in a checkout")
    folder = Path(schemas.__file__).parent
    made = {folder / f"{name}.schema.json": text for name, text in schemas.generate().items()}
    for path, text in {**generate(docs), **made}.items():
        path.write_text(text, encoding="utf-8", newline="\n")


def _table(head: str, rows: Iterable[tuple[str, ...]]) -> list[str]:
    rule = "---|" * len(head.split(" | "))
    return [f"| {head} |", f"|{rule}", *(f"| {' | '.join(row)} |" for row in rows), ""]


def _title(documentation: str) -> str:
    return documentation.strip().partition("\n")[0].removeprefix("# ")


def _finding(kind: FindingKind) -> str:
    head = f'<a id="{kind.code}"></a>\n\n### {kind.code} {_title(kind.documentation)}\n\n{kind.level} · `{kind.name}`'
    return f"{head}\n\n{_body(kind.documentation)}\n"


def _section(documentation: str, title: str | None = None) -> str:
    """A docstring as a section: its first line, or `title`, as the heading."""
    return f"#### {title or _title(documentation)}\n\n{_body(documentation)}\n"


def _body(documentation: str) -> str:
    """What stands below the title, with headings as bold words and one blank line after each."""
    return _HEADING.sub(r"**\1**\n\n", documentation.strip().partition("\n")[2].strip())


if __name__ == "__main__":
    main()
