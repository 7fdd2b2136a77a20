"""Queries of what may be wrong with predictions as a whole: examples that are there twice or have two labels, and
labels that are no classes. One text for every engine, as in `predictions_sql`."""

from planpress.sources.predictions_sql import LABELLED, TAKEN

TWICE = "SELECT id FROM given WHERE model = :model GROUP BY id HAVING count(*) > 1 ORDER BY id LIMIT 1"
"""The first id that a model has twice."""

_APART = "FROM given WHERE model IN (SELECT grp FROM apart)"
UNLIKE = f"""
    SELECT id {_APART} GROUP BY id HAVING min({LABELLED}) <> max({LABELLED}) ORDER BY id LIMIT 1
"""
"""The first id that has two labels among models that are looked at."""
LABELS_OF = f"SELECT model, file, CAST(label AS STRING) {_APART} AND id = :id ORDER BY {LABELLED}, model, file"
"""The labels of an id, those that are alike together."""

MANY_CLASSES = f"""
    SELECT model, count(*) FROM (
        SELECT DISTINCT model, {LABELLED} AS class FROM given UNION SELECT DISTINCT model, {TAKEN} FROM given
    ) AS classes GROUP BY model HAVING count(*) > :most ORDER BY model LIMIT 1
"""
"""The first model that has more classes than this, and how many."""
