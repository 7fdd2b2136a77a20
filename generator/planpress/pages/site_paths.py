"""Where pages are."""

from __future__ import annotations

from planpress.document import labels
from planpress.model import addresses

HOME, PORTFOLIO, SCORING, CHANGES = addresses.HOME, addresses.PORTFOLIO, addresses.SCORING, addresses.CHANGES
STAGES, OWNERS, TEAMS, ATTENTION = addresses.STAGES, addresses.OWNERS, addresses.TEAMS, addresses.ATTENTION

project_page = addresses.project_page
METHODS, factor_label = labels.METHODS, labels.factor_label
owner_label, stage_label = labels.owner_label, labels.stage_label
