"""A change from a stranger: what of it comes in, its checkout, and its build inside the limits of what it may cost."""
