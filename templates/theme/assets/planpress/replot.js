"use strict";
/* The rows of a chart under other settings: where the marks move, and labels that do not collide there either. */
(function () {
  const TEXT = 13;
  const CROWD = 25;
  const GAPS = [3, 9];
  const QUADRANTS = {
    "high-priority": "High priority", "cheaper-first": "Make it cheaper first",
    easy: "Easy, but is it worth it?", leave: "Leave",
  };
  const pen = document.createElement("canvas").getContext("2d");

  function width(text, bold) {
    pen.font = `${bold ? "700 " : ""}${TEXT}px ${getComputedStyle(document.body).fontFamily}`;
    return pen.measureText(text).width;
  }

  function cut(text, room, bold) {
    if (width(text, bold) <= room) return text;
    let letters = [...text];
    while (letters.length && width(`${letters.join("").trimEnd()}…`, bold) > room) letters = letters.slice(0, -1);
    return `${letters.join("").trimEnd()}…`;
  }

  function box(text, x, y, align, bold) {
    const size = width(text, bold);
    const left = x - { left: 0, center: 0.5, right: 1 }[align] * size;
    return [left, y - 0.78 * TEXT, left + size, y + 0.24 * TEXT];
  }

  function around(x, y, reach) {
    return [x - reach, y - reach, x + reach, y + reach];
  }

  function meet(one, other) {
    return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
  }

  /* Eight places around a point, the best first (Imhof 1975). */
  function offsets(beside) {
    const [above, below] = [-beside - 0.24 * TEXT, beside + 0.78 * TEXT];
    const slant = beside * 0.6;
    return [
      [beside, 0.27 * TEXT, "left"], [-beside, 0.27 * TEXT, "right"], [0, above, "center"], [0, below, "center"],
      [slant, above + 3, "left"], [slant, below - 3, "left"], [-slant, above + 3, "right"], [-slant, below - 3, "right"],
    ];
  }

  function place(label, frame, taken, marks) {
    for (const text of label.texts)
      for (const gap of GAPS)
        for (const [dx, dy, align] of offsets(6 + gap)) {
          const area = box(text, label.px + dx, label.py + dy, align, label.bold);
          const inside = area[0] >= 0 && area[1] >= 0 && area[2] <= frame.width && area[3] <= frame.height;
          const others = marks.filter((mark) => mark.id !== label.id).map((mark) => mark.area);
          if (inside && ![...taken, ...others].some((other) => meet(area, other))) return { text, dx, dy, align, area };
        }
    return null;
  }

  function labels(placed, titles, drawn) {
    const { frame } = drawn;
    const at = (one) => [one.feasibility.value * frame.width, (1 - one.impact.value) * frame.height];
    const marks = placed.map((one) => ({ id: one.id, area: around(...at(one), 8) }));
    const taken = drawn.data.notes.map((note) => box(note.text, note.px, note.py, note.align, false));
    const rows = [];
    for (const one of placed) {
      const bold = one.line === "in";
      const [px, py] = at(one);
      const name = `${one.rank ?? "–"} ${titles.get(one.id)}`;
      const named = placed.length <= CROWD || one.line === "in" || one.line === "on-the-line";
      const texts = named ? [Math.min(frame.width * 0.45, 220), 150, 100].map((room) => cut(name, room, bold)) : [];
      const found = place({ id: one.id, px, py, bold, texts: [...texts, String(one.rank ?? "–")] }, frame, taken, marks);
      if (!found) continue;
      taken.push(found.area);
      const { text, dx, dy, align } = found;
      rows.push({ x: one.feasibility.value, y: one.impact.value, dx, dy, align, text, tone: "ink", weight: bold ? "bold" : "normal" });
    }
    return rows;
  }

  function said(one, title) {
    const [impact, feasibility] = [one.impact.value.toFixed(2), one.feasibility.value.toFixed(2)];
    const place = one.rank ? `; rank ${one.rank}, priority ${one.priority.value.toFixed(2)}` : "";
    return `${title}: impact ${impact}, feasibility ${feasibility} (${QUADRANTS[one.quadrant]})${place}`;
  }

  /* The matrix of an order that scoring.js made. */
  window.planpressMatrix = (found, plan, drawn) => {
    const titles = new Map(plan.projects.map((project) => [project.id, project.title]));
    const all = [...found.ordered, ...found.unscored];
    const placed = all.filter((one) => one.impact.value !== null && one.feasibility.value !== null);
    const points = placed.map((one) => ({
      id: one.id, x: one.feasibility.value, y: one.impact.value, line: one.line ?? "in",
      size: placed.length > 150 && one.line === "out" ? 20 : 70, tip: said(one, titles.get(one.id)),
    }));
    const intervals = [];
    for (const one of placed.length <= CROWD ? placed : placed.filter((each) => each.line !== "out")) {
      const [x, y] = [one.feasibility.value, one.impact.value];
      if (one.feasibility.low < one.feasibility.high) intervals.push({ x: one.feasibility.low, x2: one.feasibility.high, y, y2: y });
      if (one.impact.low < one.impact.high) intervals.push({ x, x2: x, y: one.impact.low, y2: one.impact.high });
    }
    return { points, intervals, labels: labels(placed, titles, drawn) };
  };

  /* The models of a rule that scoring.js judged; rows that name a model get its new role, rows of a limit move with it. */
  window.planpressModels = (found, rule, settings, drawn) => {
    const judged = new Map(found.map((one) => [one.model, one]));
    const role = (one) => (one.rank === 1 ? "chosen" : one.status === "rejected" ? "rejected" : "model");
    const points = drawn.data.points.map((row) => {
      const one = judged.get(row.id);
      return one && !["beyond", "before"].includes(row.role) ? { ...row, role: role(one) } : row;
    });
    return { points };
  };
})();
