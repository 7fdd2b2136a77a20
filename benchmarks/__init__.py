"""How long planpress takes, against plain Material for MkDocs on equal pages. Run it with `python -m benchmarks`."""
