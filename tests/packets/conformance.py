"""What an independent checker says of a PDF: `page`, which has nothing in common with the writer but the standards."""

import re
from collections.abc import Iterator

import page

PROFILES = {"PDF/UA-1": "ua1", "PDF/A-2a": "2a"}


def failures(pdf: bytes, standard: str) -> list[str]:
    """The rules of a standard that a PDF breaks, each with what is wrong."""
    report = page.validate_pdf_bytes(pdf, profile=PROFILES[standard])
    assert report.rules.total > 90
    return [f"{each.rule_id}: {each.message}" for each in report.failures if not _is_mistaken(pdf, each)]


def _is_mistaken(pdf: bytes, failure: page.ValidationFailure) -> bool:
    """Whether the checker takes the last byte of a stream for half of a line's end.

    Where compressed data end in a carriage return, the line feed before `endstream` looks like the end of a line of two
    bytes, and /Length like one too many. It is right if exactly that many bytes and a line feed stand before
    `endstream`; where the checker does not say of which stream it speaks, in every one.
    """
    return failure.rule_id.endswith("STREAM-LENGTH-001") and all(_lengths_are_right(pdf))


def _lengths_are_right(pdf: bytes) -> Iterator[bool]:
    """Whether the /Length of each stream leads to its end, one stream after the other."""
    at = 0
    while (begin := _OBJECT.search(pdf, at)) is not None:
        at = begin.end()
        if begin["length"]:
            at += int(begin["length"])
            yield pdf[at : at + 10] == b"\nendstream"


_OBJECT = re.compile(rb"\d+ 0 obj\n(?:(?!endobj|stream\n)[\s\S])*?(?:/Length (?P<length>\d+)(?:(?!endobj|stream\n)[\s\S])*)?(?:endobj|stream\n)")
"""An object up to its end, or up to the data of its stream."""
