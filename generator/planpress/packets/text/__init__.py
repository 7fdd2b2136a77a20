"""Texts of authors for paper: from the HTML of the site to trees of plain data."""
