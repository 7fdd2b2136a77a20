"""A new plan: its files, the pipelines of forges, and how it joins a site that is there already."""
