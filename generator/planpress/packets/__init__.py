"""What a printed packet holds, in finished words and numbers: the same as the site's, in the order of a meeting."""
