"""Judges one project by its own files: Project -> Evaluation."""

from planpress.judging.project_evaluation import cost_multiple, deciding_rule, judge

__all__ = ["cost_multiple", "deciding_rule", "judge"]
