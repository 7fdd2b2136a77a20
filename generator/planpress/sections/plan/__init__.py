"""What is said of a whole plan, on its pages and in a packet."""

IDS = (
    "ranking", "matrix", "milestones", "too-close-to-call", "stuck", "decide", "changed", "plan-findings", "resources",
    "change-summary", "change-verdict", "changes",
)  # fmt: skip
"""The sections of pages about the whole plan, each where there is something to say; those on scores aside."""
