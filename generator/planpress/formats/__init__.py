"""Formats for people and programs: plan.json, comparisons, remarks of forges, logs, the terminal."""
