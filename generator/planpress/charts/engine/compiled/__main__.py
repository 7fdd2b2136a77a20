"""python -m planpress.charts.engine.compiled: compile the kinds of charts anew, after a change of code or of Altair."""

from pathlib import Path

from planpress.charts.engine.compiled import generate

folder = Path(__file__).parent
made = {folder / f"{name}.json": text for name, text in generate().items()}
for path, text in made.items():
    path.write_text(text, encoding="utf-8")
for path in set(folder.glob("*.json")) - set(made):
    path.unlink()
