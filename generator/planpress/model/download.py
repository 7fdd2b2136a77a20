"""A file that the site offers beside its pages."""

from __future__ import annotations

from dataclasses import dataclass

from planpress.model.wording import counted


@dataclass(frozen=True, slots=True)
class Download:
    """A PDF by its path below the site, with its pages and its size in bytes."""

    path: str
    pages: int
    size: int

    @property
    def label(self) -> str:
        """What a link to it says: what it is, how long and how large."""
        size = f"{self.size / 1e6:.1f} MB" if self.size >= 1e5 else f"{max(1, round(self.size / 1e3))} kB"
        return f"Packet for printing (PDF, {counted(self.pages, 'page')}, {size})"
