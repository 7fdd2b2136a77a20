"""Model to world: folders, console formats, plan.json."""
