"""A change from a stranger: its checkout, the limits of what it may cost, and the build inside them."""
