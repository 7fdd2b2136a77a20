"""Text to model. `disk` and `git` do the input and output; everything else here is pure."""
