"""Judges one project by its own files: Project -> Evaluation."""

from planpress.judging.project_evaluation import cost_multiple, judge

__all__ = ["cost_multiple", "judge"]
