"""Judges one project by its own files: Project -> Evaluation."""

from planpress.judging.project_evaluation import judge

__all__ = ["judge"]
