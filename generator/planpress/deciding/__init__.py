"""Decisions on their way back into a plan: from notes in a margin, through answers, to one more entry in a file."""
