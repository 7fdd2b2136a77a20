"""Judges one project by its own files: Project -> Evaluation."""

from planpress.judging.project import cost_multiple, deciding_rule, judge

__all__ = ["cost_multiple", "deciding_rule", "judge"]
