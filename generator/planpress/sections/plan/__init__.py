"""What is said of a whole plan, on its pages and in a packet."""
