"""What is open and what is stuck: Report -> OpenItem*, Obstacle*."""

from dataclasses import replace

from planpress.deciding.concluded_findings import concluded_findings
from planpress.deciding.loads import loads
from planpress.deciding.obstacles import obstacles
from planpress.deciding.open_items import about, next_meeting, open_items, questions, unasked
from planpress.deciding.stage_times import stage_time, ways_taken
from planpress.model.report import Report

__all__ = ["about", "concluded_findings", "loads", "next_meeting", "obstacles", "open_items",
           "questions", "stage_time", "unasked", "ways_taken",
           "with_open"]  # fmt: skip


def with_open(report: Report) -> Report:
    """The same with what is open and what holds projects up."""
    return replace(report, open=open_items(report), obstacles=obstacles(report))
