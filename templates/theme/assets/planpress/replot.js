"use strict";
/* The rows of a chart under other settings: where the marks move, and labels that do not collide there either. */
(function () {
  const TEXT = 13;
  const CROWD = 25;
  const GAPS = [3, 9];
  const { QUADRANTS } = window.planpressScoring;
  const { number, inUnit } = window.planpressSliders;
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

  function full(one, titles) {
    return `${one.rank ?? "–"} ${titles.get(one.id)}`;
  }

  /* Those whose names stand in the drawing, or below it: all of a few, or those that can be carried. */
  function named(placed) {
    return placed.filter((one) => placed.length <= CROWD || one.line === "in" || one.line === "on-the-line");
  }

  function labels(placed, titles, drawn) {
    const { frame } = drawn;
    const at = (one) => [one.feasibility.value * frame.width, (1 - one.impact.value) * frame.height];
    const marks = placed.map((one) => ({ id: one.id, area: around(...at(one), 8) }));
    const taken = drawn.data.notes.map((note) => box(note.text, note.px, note.py, note.align, false));
    const whose = new Set(named(placed));
    const rows = [];
    for (const one of placed) {
      const bold = one.line === "in";
      const [px, py] = at(one);
      const rooms = whose.has(one) ? [Math.min(frame.width * 0.45, 220), 150, 100] : [];
      const texts = rooms.map((room) => cut(full(one, titles), room, bold));
      const found = place({ id: one.id, px, py, bold, texts: [...texts, String(one.rank ?? "–")] }, frame, taken, marks);
      if (!found) continue;
      taken.push(found.area);
      const { text, dx, dy, align } = found;
      rows.push({ id: one.id, x: one.feasibility.value, y: one.impact.value, dx, dy, align, text, tone: "ink", weight: bold ? "bold" : "normal" });
    }
    return rows;
  }

  /* Under the drawing, the names for which there is no room in it: as many as the drawing has lines for. Notes with an id
     are those of the drawing as it was published, and go. */
  function notes(placed, titles, drawn, shown) {
    const { frame } = drawn;
    const kept = drawn.data.notes.filter((note) => !("id" in note));
    const whole = new Map(shown.map((row) => [row.id, row.text]));
    const total = frame.width + frame.padding.left + frame.padding.right;
    const columns = total >= 700 ? 2 : 1;
    const lines = Math.max(0, Math.floor((frame.padding.bottom - 48) / 18));
    const missing = named(placed).filter((one) => whole.get(one.id) !== full(one, titles)).slice(0, lines * columns);
    const rows = missing.map((one, index) => {
      const bold = one.line === "in";
      const px = 6 - frame.padding.left + (Math.floor(index / lines) * total) / columns;
      const text = cut(full(one, titles), total / columns - 12, bold);
      const py = frame.height + 58 + 18 * (index % lines);
      return { id: one.id, px, py, text, align: "left", tone: "ink", weight: bold ? "bold" : "normal" };
    });
    return [...kept, ...rows];
  }

  function said(one, title) {
    const [impact, feasibility] = [one.impact.value.toFixed(2), one.feasibility.value.toFixed(2)];
    const place = one.rank ? `; rank ${one.rank}, priority ${one.priority.value.toFixed(2)}` : "";
    return `${title}: impact ${impact}, feasibility ${feasibility} (${QUADRANTS[one.quadrant]})${place}`;
  }

  /* The lowest priority that there is capacity for; null where capacity does not part the order at one score. */
  function cutOff(all) {
    const scores = (lines) => all.filter((one) => lines.includes(one.line)).map((one) => one.priority.value);
    const [first, rest] = [scores(["in", "on-the-line"]), scores(["out"])];
    const lowest = Math.min(...first);
    return first.length && rest.length && lowest > Math.max(...rest) ? lowest : null;
  }

  /* All places with that priority, from the left on, as matrix_contour.py has them. */
  function contour(method, a, score) {
    const b = 1 - a;
    if (method === "weighted-sum" || (method === "geometric" && (a === 0 || b === 0))) {
      const across = b ? [Math.max(0, (score - a) / b), Math.min(1, score / b)] : [0, 1];
      return across.map((x, at) => ({ x, y: a ? (score - b * x) / a : 1 - at }));
    }
    if (method !== "geometric" || !(score > 0)) return [];
    return Array.from({ length: 25 }, (_, step) => ({ x: score ** ((1 - step / 24) / b), y: score ** (step / 24 / a) }));
  }

  /* The matrix of an order that scoring.js made. */
  window.planpressMatrix = (found, plan, drawn, share) => {
    const titles = new Map(plan.projects.map((project) => [project.id, project.title]));
    const all = [...found.ordered, ...found.unscored];
    const placed = all.filter((one) => one.impact.value !== null && one.feasibility.value !== null);
    const points = placed.map((one) => ({
      id: one.id, x: one.feasibility.value, y: one.impact.value, line: one.line ?? "in",
      size: placed.length > 150 && one.line === "out" ? 20 : 70, tip: said(one, titles.get(one.id)),
    }));
    const intervals = [];
    const close = new Set(drawn.data.intervals.map((row) => row.id));
    for (const one of placed.filter((one) => close.has(one.id) || one.line === "on-the-line")) {
      const [x, y] = [one.feasibility.value, one.impact.value];
      if (one.feasibility.low < one.feasibility.high) intervals.push({ x: one.feasibility.low, x2: one.feasibility.high, y, y2: y });
      if (one.impact.low < one.impact.high) intervals.push({ x, x2: x, y: one.impact.low, y2: one.impact.high });
    }
    const shown = labels(placed, titles, drawn);
    const lowest = cutOff(found.ordered);
    const cutoff = lowest === null ? [] : contour(plan.method, share, lowest);
    const key = notes(placed, titles, drawn, shown).map((note) => ({ ...note, text: note.text.replace(/(– – cut-off) .*/, `$1 ${lowest === null ? "–" : lowest.toFixed(2)}`) }));
    return { points, intervals, cutoff, labels: shown, notes: key };
  };

  /* Of points with a rank those that no other beats across and up; `sign` says which way is better. */
  function frontOf(points, sign) {
    const ahead = (one, other, way) => sign[way] * (one[way] - other[way]);
    const beats = (one, other) => {
      const gains = [ahead(one, other, "across"), ahead(one, other, "up")];
      return Math.min(...gains) >= 0 && Math.max(...gains) > 0;
    };
    return points.filter((point) => !points.some((other) => beats(other, point)));
  }

  /* The edge of what can be had: from each point of the front down to the level of the next, and across to it; not
     along the edge of an axis that does not hold a point. */
  function edge(front, sign) {
    const places = [...new Map(front.map((point) => [`${point.x} ${point.y}`, point])).values()];
    places.sort((one, other) => sign.across * (one.x - other.x));
    const rows = [];
    for (let at = 0; at + 1 < places.length; at += 1) {
      const [one, next] = [places[at], places[at + 1]];
      if (one.y !== next.y && one.x === one.across) rows.push({ x: one.x, y: one.y, x2: one.x, y2: next.y, tip: "Pareto front" });
      if (one.x !== next.x && next.y === next.up) rows.push({ x: one.x, y: next.y, x2: next.x, y2: next.y, tip: "Pareto front" });
    }
    return rows;
  }

  /* Shaded sides, lines and words of limits, at other limits; one beyond an axis has no line, and an arrow at its words. */
  function limits(rule, settings, drawn) {
    const { data, frame, params } = drawn;
    const held = (value, way) => {
      const ends = [params[`${way}_low`], params[`${way}_high`]];
      return Math.min(Math.max(value, Math.min(...ends)), Math.max(...ends));
    };
    const share = (value, way) => (held(value, way) - params[`${way}_low`]) / (params[`${way}_high`] - params[`${way}_low`]);
    const limit = (row, way) => held(settings[row.bound], way);
    const off = (row, way) => held(settings[row.bound], way) !== settings[row.bound];
    const words = (row, way) => {
      const { subject, words: side, ...bound } = rule.settings[row.bound];
      const arrow = off(row, way) ? { x: [" ◁", " ▷"], y: [" ▽", " △"] }[way][share(settings[row.bound], way)] : "";
      const value = inUnit(number(settings[row.bound]), bound);
      return cut(`${subject} ${side} ${value}`, frame.width - 20, false) + arrow;
    };
    const moved = (row) => {
      if (row.bound === undefined) return [row];
      if (data.levels.some((level) => level.bound === row.bound)) {
        const level = (1 - share(settings[row.bound], "y")) * frame.height;
        return [{ ...row, text: words(row, "y"), py: level > 20 ? level - 4 : level + 14 }];
      }
      const at = share(settings[row.bound], "x") * frame.width;
      const room = width(words(row, "x"), false) + 8 < frame.width - at;
      if (row.text === "rejected") return at > 70 && room ? [{ ...row, px: at - 4 }] : [];
      return [{ ...row, text: words(row, "x"), px: room ? at + 4 : frame.width, align: room ? "left" : "right" }];
    };
    return {
      bands: data.bands.map((row) => ({ ...row, x2: limit(row, "x") })),
      floors: data.floors.map((row) => ({ ...row, y2: limit(row, "y") })),
      rules: data.rules.filter((row) => !off(row, "x")).map((row) => ({ ...row, x: limit(row, "x") })),
      levels: data.levels.filter((row) => !off(row, "y")).map((row) => ({ ...row, y: limit(row, "y") })),
      notes: data.notes.flatMap(moved),
    };
  }

  /* What a mark says: the values of its model, and what has become of it. */
  function retold(values, role, one, lead) {
    const place = { model: "on the Pareto front", dominated: "dominated" }[role];
    const state = one.rank === 1 || one.status === "ranked" ? "" : one.status.replace("not-evaluated", "not judged");
    return [values, lead, place ?? state].filter(Boolean).join("; ");
  }

  /* The models of a rule that scoring.js judged: their roles, and over two metrics the front and the limits as well. */
  window.planpressModels = (found, rule, settings, drawn) => {
    const judged = new Map(found.map((one) => [one.model, one]));
    const { data, params } = drawn;
    const sign = { across: Math.sign(params.x_high - params.x_low), up: Math.sign(params.y_high - params.y_low) };
    const ranked = data.points.filter((row) => (judged.get(row.id)?.rank ?? null) !== null);
    const front = data.front ? frontOf(ranked, sign) : ranked;
    const winners = found.filter((one) => one.rank === 1).map((one) => one.model);
    const leads = (one) => (rule.decided ? one.model === rule.decided.model : one.rank === 1);
    const agreed = !rule.decided || (winners.length === 1 && winners[0] === rule.decided.model);
    const lead = (one) => (leads(one) ? (agreed ? "chosen" : "decided") : one.rank === 1 ? "picked by the rule" : "");
    const role = (row, one) =>
      leads(one) ? (row.below ? "below" : "chosen") : one.rank === null ? "rejected" : front.includes(row) ? "model" : "dominated";
    const points = data.points.map((row) => {
      const one = judged.get(row.id);
      if (!one) return row;
      const now = role(row, one);
      return { ...row, role: now, ...(data.front ? { tip: retold(row.values, now, one, lead(one)) } : {}) };
    });
    if (!data.front) return { points, ...(rule.moves === "weights" ? { errors: [] } : {}) };
    return { points, front: edge(front, sign), ...limits(rule, settings, drawn) };
  };
})();
