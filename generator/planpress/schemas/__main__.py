"""python -m planpress.schemas: write the schemas anew, after a change of the types."""

from pathlib import Path

from planpress.schemas import generate

for name, text in generate().items():
    Path(__file__).with_name(f"{name}.schema.json").write_text(text, encoding="utf-8")
