"""What a command does from its first step to its last, one story a module: read, judge, compose, write."""
