"""The engine that draws charts: kinds compiled once, Vega run, letters measured, SVG for screen and paper."""
