"""Files, and the same with one more decision: all that may differ is what was set in."""

from __future__ import annotations

from dataclasses import dataclass

ENTRY = {"date": "2019-06-03", "decision": 'Ship it: "now" # not later', "by": ("Ada", "no")}
FLOW = r'{date: 2019-06-03, decision: "Ship it: \"now\" # not later", by: [Ada, "no"]}'
LONG = {"date": "2019-06-03", "decision": "Ship it to the pilot cell once the arm was calibrated anew, and not before", "by": ("Ada", "Ben Okri", "Chiara")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Case:
    """A file before and after; an entry of several lines stands where `after` has @1, @2, @3, one on a line where @."""

    title: str
    before: str
    after: str


def written(after: str) -> str:
    lines = ("date: 2019-06-03", r'decision: "Ship it: \"now\" # not later"', 'by: [Ada, "no"]')
    for number, line in enumerate(lines, start=1):
        after = after.replace(f"@{number}", line)
    return after.replace("@", FLOW)


CASES = (
    Case("no list yet", "a: 1\n", "a: 1\ndecisions:\n  - @\n"),
    Case("no list, no line end at the end", "a: 1", "a: 1\ndecisions:\n  - @"),
    Case("comments and blank lines at the end", "a: 1\n# end\n\n\n", "a: 1\n# end\ndecisions:\n  - @\n\n\n"),
    Case("a text at the end that keeps its blank lines", "a: |+\n  x\n\n\n", "a: |+\n  x\n\n\ndecisions:\n  - @\n"),
    Case("a text at the end whose line end would change", "b: 1\na: |\n  x", "b: 1\ndecisions:\n  - @\na: |\n  x"),
    Case("an end of the document", "a: 1\n...\n", "a: 1\ndecisions:\n  - @\n...\n"),
    Case("a beginning of the document", "---\na: 1\n", "---\na: 1\ndecisions:\n  - @\n"),
    Case("every key indented", "  a: 1\n  b: 2\n", "  a: 1\n  b: 2\n  decisions:\n    - @\n"),
    Case("the whole file in braces", "{a: 1, b: 2}\n", "{a: 1, b: 2, decisions: [@]}\n"),
    Case("in braces over lines", "{a: 1,\n b: 2,\n}\n", "{a: 1,\n b: 2, decisions: [@],\n}\n"),
    Case("as JSON", '{"a": 1, "decisions": []}', '{"a": 1, "decisions": [@]}'),
    Case("nothing written", "decisions:\nb: 1\n", "decisions:\n  - @\nb: 1\n"),
    Case("nothing written, a comment", "decisions: # none\nb: 1\n", "decisions: # none\n  - @\nb: 1\n"),
    Case("nothing written at the end", "b: 1\ndecisions:", "b: 1\ndecisions:\n  - @"),
    Case("null", "decisions: null # none\nb: 1\n", "decisions: [@] # none\nb: 1\n"),
    Case("a tilde", "decisions: ~\n", "decisions: [@]\n"),
    Case("nothing written in braces", "{decisions: , b: 1}\n", "{decisions:  [@], b: 1}\n"),
    Case("an empty list", "decisions: []\n", "decisions: [@]\n"),
    Case("an empty list with a comment", "decisions: [ # none\n]\n", "decisions: [ # none\n@]\n"),
    Case("a list on one line", "decisions: [{x: 1}] # c\n", "decisions: [{x: 1}, @] # c\n"),
    Case("a comma at the end", "decisions: [{x: 1},]\n", "decisions: [{x: 1}, @]\n"),
    Case("a comma and a blank at the end", "decisions: [{x: 1}, ]\n", "decisions: [{x: 1}, @ ]\n"),
    Case(
        "brackets on lines of their own",
        "decisions: [\n  {x: 1}, # a, b]\n  {x: 2} # c, d]\n]\nb: 1\n",
        "decisions: [\n  {x: 1}, # a, b]\n  {x: 2}, # c, d]\n  @\n]\nb: 1\n",
    ),
    Case(
        "brackets on lines of their own, a comma at the end",
        "decisions: [\n  {x: 1},\n  {x: 2}, # c\n  # d\n]\n",
        "decisions: [\n  {x: 1},\n  {x: 2}, # c\n  @,\n  # d\n]\n",
    ),
    Case("a bracket behind the last", "decisions: [{x: 1},\n  {x: 2}]\n", "decisions: [{x: 1},\n  {x: 2}, @]\n"),
    Case("entries on one line each", "decisions:\n  - {x: 1}\nb: 1\n", "decisions:\n  - {x: 1}\n  - @\nb: 1\n"),
    Case("not indented", "decisions:\n- {x: 1}\n# c\nb: 1\n", "decisions:\n- {x: 1}\n- @\n# c\nb: 1\n"),
    Case(
        "indented oddly, a key a line, comments behind",
        "decisions:\n     -   x: 1\n         y: 2 #\tc\n     # after\n\nb: 1\n",
        "decisions:\n     -   x: 1\n         y: 2 #\tc\n     -   @1\n         @2\n         @3\n     # after\n\nb: 1\n",
    ),
    Case(
        "a dash alone on its line",
        "decisions:\n  - # first\n    x: 1\nb: 2\n",
        "decisions:\n  - # first\n    x: 1\n  - @1\n    @2\n    @3\nb: 2\n",
    ),
    Case(
        "a long text at the end of the last entry",
        "decisions:\n  - x: 1\n    y: |\n      a # b\n\n  # c\nb: 2\n",
        "decisions:\n  - x: 1\n    y: |\n      a # b\n\n  - @1\n    @2\n    @3\n  # c\nb: 2\n",
    ),
    Case(
        "a text over two lines at the end of the last entry",
        "decisions:\n  - {x: 1}\n  - {y: a\n      b}\n",
        "decisions:\n  - {x: 1}\n  - {y: a\n      b}\n  - @\n",
    ),
    Case("no line end behind the last entry", "decisions:\n  - {x: 1}", "decisions:\n  - {x: 1}\n  - @"),
    Case("blank lines behind", "decisions:\n  - {x: 1}\n\n\n\nb: 1\n", "decisions:\n  - {x: 1}\n  - @\n\n\n\nb: 1\n"),
    Case("an alias as the last entry", "b: &d {x: 1}\ndecisions:\n  - *d\n", "b: &d {x: 1}\ndecisions:\n  - *d\n  - @\n"),
    Case("an anchor on the list", "decisions: &d\n  - {x: 1}\n", "decisions: &d\n  - {x: 1}\n  - @\n"),
    Case("the key in quotes", '"decisions": [{x: 1}]\n', '"decisions": [{x: 1}, @]\n'),
    Case("a key with a question mark", "? decisions\n: - {x: 1}\n", "? decisions\n: - {x: 1}\n  - @\n"),
    Case("Windows", "decisions:\r\n  - {x: 1}\r\nb: 1\r\n", "decisions:\r\n  - {x: 1}\r\n  - @\r\nb: 1\r\n"),
    Case("old Mac", "decisions:\r  - {x: 1}\rb: 1\r", "decisions:\r  - {x: 1}\r  - @\rb: 1\r"),
    Case("a byte order mark", "\ufeffdecisions:\r\n  - {x: 1}\r\n", "\ufeffdecisions:\r\n  - {x: 1}\r\n  - @\r\n"),
    Case("Korean and a smile", "제목: 😀 # 끝\ndecisions: [{이유: 하나}] # 끝\n", "제목: 😀 # 끝\ndecisions: [{이유: 하나}, @] # 끝\n"),
    Case("the same key further in", "b: {decisions: []}\n", "b: {decisions: []}\ndecisions:\n  - @\n"),
    Case("what looks like the key in a text", "b: |\n  decisions:\n  - x\n", "b: |\n  decisions:\n  - x\ndecisions:\n  - @\n"),
)  # fmt: skip

REFUSED = (
    Case("an alias as the list", "b: &d [{x: 1}]\ndecisions: *d\n", ""),
    Case("a list that an alias shares", "decisions: &d\n  - {x: 1}\nb: *d\n", ""),
    Case("a null that an alias shares", "decisions: &d null\nb: *d\n", ""),
    Case("no list at all", "decisions: soon\n", ""),
    Case("a mapping", "decisions: {x: 1}\n", ""),
    Case("a list at the top", "- 1\n", ""),
    Case("a text whose line end would change", "decisions:\n  - x: |\n      a", ""),
)
"""Nothing can be set in here without a change of something else."""
