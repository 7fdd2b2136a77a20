"use strict";
/* A slider of a model's cut-off, the score from which on an example is positive, below its curves: the mark moves to the next kept point, and what that gives is said.
   Nothing is worked out between points, and nothing of the plan is changed.

Each page of a plan loads this script, as it does explore.js: one that changes pages without a new document runs it again. */
(function () {
  if (window.planpressCutOff) return window.planpressCutOff();
  const ready = new WeakSet();

  /* As Outcomes.value has them: what a metric divides by what. */
  const PARTS = {
    accuracy: ({ tp, fp, fn, tn }) => [tp + tn, tp + fp + fn + tn],
    "balanced-accuracy": ({ tp, fp, fn, tn }) => [tp * (tn + fp) + tn * (tp + fn), 2 * (tp + fn) * (tn + fp)],
    precision: ({ tp, fp }) => [tp, tp + fp],
    recall: ({ tp, fn }) => [tp, tp + fn],
    specificity: ({ fp, tn }) => [tn, tn + fp],
    "f-beta": ({ tp, fp, fn }, beta = 1) => [(1 + beta ** 2) * tp, (1 + beta ** 2) * tp + beta ** 2 * fn + fp],
  };
  const HOLDS = {
    "<": (value, limit) => value < limit,
    "<=": (value, limit) => value <= limit,
    ">": (value, limit) => value > limit,
    ">=": (value, limit) => value >= limit,
  };
  const PLACES = {
    precision_recall: (found) => [value(found, "recall"), value(found, "precision")],
    roc: (found) => [1 - value(found, "specificity"), value(found, "recall")],
  };

  function value(found, metric, beta) {
    const [part, of] = PARTS[metric](found, beta);
    return of ? part / of : null;
  }

  /* A ring at a place of a still chart, whose figure says where its axes are. */
  class Ring {
    constructor(chart) {
      this.figure = JSON.parse(chart.dataset.figure);
      this.circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
      this.circle.setAttribute("class", "pp-ring");
      this.circle.setAttribute("r", 8);
      chart.querySelector("svg").append(this.circle);
    }

    show(found) {
      const { kind, frame, params } = this.figure;
      const [x, y] = PLACES[kind](found);
      this.circle.toggleAttribute("hidden", y === null);
      this.circle.setAttribute("cx", frame.padding.left + (frame.width * (x - params.x_low)) / (params.x_high - params.x_low));
      this.circle.setAttribute("cy", frame.padding.top + frame.height * (1 - (y - params.y_low) / (params.y_high - params.y_low)));
    }
  }

  class Panel {
    constructor(data, figures) {
      const { element } = window.planpressSliders;
      this.data = data;
      this.points = [...data.points].reverse(); // the lowest threshold on the left
      const plan = data.cutOff;
      if (plan !== null && this.points.every(([cutOff]) => cutOff < plan)) this.points.push([plan, 0, 0]);
      this.start = plan === null ? this.best() : this.points.findIndex(([cutOff]) => cutOff >= plan);
      this.rings = figures.flatMap((figure) => [...figure.querySelectorAll(".pp-chart")]).map((chart) => new Ring(chart));
      this.range = element("input", { type: "range", min: 0, max: this.points.length - 1, step: 1, value: this.start });
      this.range.setAttribute("aria-label", `Cut-off of ${data.model}`);
      this.range.addEventListener("input", () => this.show(Number(this.range.value)));
      this.output = element("output", {});
      const reset = element("button", { type: "button", className: "pp-button", textContent: plan === null ? "Reset" : "Reset to the plan's cut-off" });
      reset.addEventListener("click", () => this.show(this.start));
      this.values = element("dl", { className: "pp-facts" });
      this.said = element("p", { className: "pp-said" });
      const said = element("div", {}, this.values, this.said);
      said.setAttribute("role", "status");
      const from = plan === null ? "the plan has no cut-off, and this starts where F1 is highest" : `the plan's values are at ${window.planpressSliders.number(plan)}`;
      const note = `From ${data.points.length} kept points; ${from}. Nothing is saved.`;
      this.box = element("fieldset", { className: "pp-what-if" },
        element("legend", { textContent: `Try another cut-off of ${data.model}` }),
        element("div", { className: "pp-slider" }, element("span", { textContent: "Cut-off" }), this.range, this.output),
        said,
        element("p", { className: "pp-figure-tools" }, reset, " ", element("span", { className: "pp-note", textContent: note })));
      this.show(this.start);
    }

    outcomes(at) {
      const [, tp, fp] = this.points[at];
      return { tp, fp, fn: this.data.positives - tp, tn: this.data.negatives - fp };
    }

    best() {
      const scores = this.points.map((_, at) => value(this.outcomes(at), "f-beta"));
      return scores.indexOf(Math.max(...scores));
    }

    show(at) {
      const { element, rounded, number, listed } = window.planpressSliders;
      const found = this.outcomes(at);
      const isPlan = at === this.start && this.data.cutOff !== null;
      const cutOff = isPlan ? number(this.data.cutOff) : rounded(this.points[at][0]);
      this.range.value = at;
      this.output.textContent = cutOff;
      this.range.setAttribute("aria-valuetext", cutOff);
      const share = (metric) => (value(found, metric) === null ? "–" : rounded(value(found, metric)));
      const facts = {
        Precision: share("precision"), Recall: share("recall"), Specificity: share("specificity"), F1: share("f-beta"),
        "False alarms": found.fp.toLocaleString("en"), Misses: found.fn.toLocaleString("en"),
      };
      this.values.replaceChildren(...Object.entries(facts).map(([name, text]) =>
        element("div", {}, element("dt", { textContent: name }), element("dd", { textContent: text }))));
      const kept = (limit) => {
        const now = value(found, limit.metric, limit.beta);
        return now !== null && HOLDS[limit.operator](now, limit.limit);
      };
      const words = (limits) => listed(limits.map((limit) => limit.words));
      const missed = this.data.limits.filter((limit) => !kept(limit));
      const met = this.data.limits.filter(kept);
      const verdicts = [met.length ? `meets ${words(met)}` : "", missed.length ? `misses ${words(missed)}` : ""].filter(Boolean);
      this.said.textContent = verdicts.length ? `At ${cutOff} ${this.data.model} ${verdicts.join(", and ")}.` : "";
      for (const ring of this.rings) ring.show(found);
    }
  }

  function start() {
    for (const holder of document.querySelectorAll("[data-cut-off]")) {
      const figures = Object.keys(PLACES).map((kind) => document.querySelector(`.pp-figure--${kind}`)).filter(Boolean);
      if (ready.has(holder) || !figures.length) continue;
      ready.add(holder);
      const fold = figures[0].closest("details");
      const open = () => {
        if (!fold.open) return;
        fold.removeEventListener("toggle", open);
        window.planpressScript("sliders.js").then(() => {
          const panel = new Panel(JSON.parse(holder.dataset.cutOff), figures);
          (figures[0].closest(".pp-halves") ?? figures.at(-1)).after(panel.box);
        });
      };
      fold.addEventListener("toggle", open);
      open();
    }
  }

  window.planpressCutOff = start;
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
