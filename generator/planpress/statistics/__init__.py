"""How sure values, scores and choices are: intervals, differences, and which models could be best.

It leans on the standard library and on the model alone: `check` and `diff` compute with it at every start.
"""
