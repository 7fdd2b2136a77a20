"""What goes wrong in the world: a missing folder, a busy site, no git. Bad content is a Finding, never an exception."""


class PlanpressError(Exception):
    """The world does not allow what was asked. The message says where, what, and the way out, in lower case."""
