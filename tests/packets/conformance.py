"""What an independent checker says of a PDF: `page`, which has nothing in common with the writer but the standards."""

import re

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
    bytes, and /Length like one too many. It is right if exactly that many bytes and a line feed stand before `endstream`.
    """
    if not failure.rule_id.endswith("STREAM-LENGTH-001") or failure.object_id is None:
        return False
    start = pdf.index(b"\n%d 0 obj" % failure.object_id.object_number)
    length = re.compile(rb"/Length (\d+)").search(pdf, start)
    assert length is not None
    data = pdf.index(b"stream\n", start) + len(b"stream\n")
    end = data + int(length[1])
    return pdf[end - 1 : end] == b"\r" and pdf[end : end + 10] == b"\nendstream"
