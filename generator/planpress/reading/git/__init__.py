"""What git has of a plan: revisions, their files, and whether a work tree differs from them."""
