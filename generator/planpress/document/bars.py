"""Draws the small bars of cells as SVG."""

from planpress.document.blocks import Bar


def drawn(bar: Bar) -> str:
    """A bar as a drawing of 80 by 12 pixels, hidden from those who listen."""

    def at(share: float) -> str:
        return f"{4 + 72 * share:.4g}"

    parts = ['<path class="pp-bar__track" d="M4 6H76"/>']
    if bar.filled and bar.value is not None:
        parts.append(f'<path class="pp-bar__fill" d="M4 6H{at(bar.value)}"/>')
    if bar.low != bar.high:
        look = "guess" if bar.guess else "range"
        parts.append(f'<path class="pp-bar__{look}" d="M{at(bar.low)} 6H{at(bar.high)}"/>')
    for place, look in bar.marks:
        shape = f'cx="{at(place)}" cy="6" r="3"' if look == "floor" else f'd="M{at(place)} 1V11"'
        parts.append(f'<{"circle" if look == "floor" else "path"} class="pp-bar__{look}" {shape}/>')
    if not bar.filled and bar.value is not None:
        parts.append(f'<circle class="pp-bar__dot" cx="{at(bar.value)}" cy="6" r="3.5"/>')
    return f'<svg class="pp-bar" viewBox="0 0 80 12" width="64" height="10" aria-hidden="true">{"".join(parts)}</svg>'
