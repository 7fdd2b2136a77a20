"""A new plan, also in a site that is there already: its files, and the pipelines of forges."""
