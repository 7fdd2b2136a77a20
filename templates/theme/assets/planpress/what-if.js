"use strict";
/* Sliders beside an explored chart: other weights rank the projects anew, other thresholds choose another model. The chart,
   the table and a sentence follow at once; nothing of the plan is changed, and closing the chart puts all back. */
(function () {
  const { rank, judge } = window.planpressScoring;
  const QUADRANTS = {
    "high-priority": "High priority", "cheaper-first": "Make it cheaper first",
    easy: "Easy, but is it worth it?", leave: "Leave",
  };
  const panels = new Map();

  /* ---- Numbers and lists as the rest of the site writes them. */

  function fixed(value) {
    if (value === null) return "–";
    // An odd eighth lies exactly between two hundredths: the even one, as Python rounds.
    const hundredths = Math.floor(value * 100);
    if (Number.isInteger(value * 8) && (value * 8) % 2) return ((hundredths + (hundredths % 2)) / 100).toFixed(2);
    return value.toFixed(2);
  }

  function number(value) {
    const size = Math.abs(value);
    if (value !== 0 && (size < 1e-4 || Number(size.toPrecision(6)) >= 1e6)) {
      const [digits, power] = value.toExponential(5).split("e");
      return `${Number(digits)}e${power[0]}${power.slice(1).padStart(2, "0")}`;
    }
    return String(Number(value.toPrecision(6)));
  }

  function listed(words) {
    return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
  }

  function counted(count, noun) {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
  }

  /* ---- Cells that can be written over and put back. */

  class Overlay {
    constructor() {
      this.kept = new Map();
    }

    write(cell, ...content) {
      if (!cell) return;
      if (!this.kept.has(cell)) this.kept.set(cell, [...cell.childNodes]);
      cell.replaceChildren(...content);
    }

    restore() {
      for (const [cell, nodes] of this.kept) cell.replaceChildren(...nodes);
      this.kept.clear();
    }
  }

  function small(text) {
    const span = document.createElement("span");
    span.className = "pp-interval";
    span.textContent = text;
    return span;
  }

  function withInterval({ value, low, high }) {
    return low === high ? [fixed(value)] : [fixed(value), small(`${fixed(low)} to ${fixed(high)}`)];
  }

  /* ---- A panel of sliders. */

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  /* A slider with a field for the exact number; both say the same. `changed` gets each valid number. */
  function slider({ label, unit, low, high, step, value, changed }) {
    const shown = element("input", { type: "number", step: "any", className: "pp-number" });
    const range = element("input", { type: "range", min: low, max: high, step });
    const words = unit ? `${label}, ${unit}` : label;
    range.setAttribute("aria-label", words);
    shown.setAttribute("aria-label", `${words}, exactly`);
    const set = (given) => {
      range.value = given;
      if (shown !== document.activeElement || Number(shown.value) !== given) shown.value = given;
    };
    const take = (input) => () => {
      const given = input.value === "" ? NaN : Number(input.value);
      if (!Number.isFinite(given)) return;
      if (input === range) shown.value = given;
      else range.value = given;
      changed(given);
    };
    range.addEventListener("input", take(range));
    shown.addEventListener("input", take(shown));
    set(value);
    return { row: element("div", { className: "pp-slider" }, element("span", { textContent: words }), range, shown), set };
  }

  class Panel {
    constructor(chart, address, legend, note) {
      this.chart = chart;
      this.address = address;
      this.controls = [];
      this.overlay = new Overlay();
      this.said = element("p", { className: "pp-said" });
      this.said.setAttribute("role", "status");
      const reset = element("button", { type: "button", className: "pp-button", textContent: "As declared" });
      reset.addEventListener("click", () => this.reset());
      this.box = element("fieldset", { className: "pp-what-if" }, element("legend", { textContent: legend }));
      this.end = element("p", { className: "pp-tools" }, reset, " ", element("span", { className: "pp-note", textContent: note }));
      chart.button.parentElement.after(this.box);
    }

    /* A control for one number of the setting: `name` in the address, and how to get and set it. */
    control(group, { name, least, ...options }, get, set) {
      const declared = get();
      const written = this.address.get(name);
      const given = written === null || written === "" ? NaN : Number(written);
      if (Number.isFinite(given) && given >= least && given <= options.most) set(given);
      const made = slider({
        ...options,
        value: get(),
        changed: (value) => {
          if (value < least || value > options.most) return;
          set(value);
          this.update();
        },
      });
      group.append(made.row);
      this.controls.push({ name, declared, get, set, show: made.set });
    }

    finish() {
      this.box.append(this.said, this.end);
      this.update();
    }

    /* What the chart shows now, in its title and for those who do not see it. */
    entitle(sentence) {
      this.said.textContent = sentence;
      if (!this.changed.length) return;
      this.overlay.write(this.chart.figure.querySelector("figcaption"), `What if: ${sentence}`);
      this.chart.container.setAttribute("aria-label", `What if: ${sentence}`);
    }

    untitle() {
      this.overlay.restore();
      this.chart.container.setAttribute("aria-label", this.chart.still.getAttribute("aria-label"));
    }

    get changed() {
      return this.controls.filter((one) => one.get() !== one.declared);
    }

    reset() {
      for (const one of this.controls) {
        one.set(one.declared);
        one.show(one.declared);
      }
      this.update();
    }

    update() {
      for (const one of this.controls) {
        const value = one.get() === one.declared ? null : String(one.get());
        if (this.address.get(one.name) !== value) this.address.set(one.name, value);
      }
      this.apply();
    }

    close() {
      for (const one of this.controls) if (this.address.get(one.name) !== null) this.address.set(one.name, null);
      this.restore();
      this.box.remove();
    }
  }

  /* ---- Other weights: the matrix and the table of projects. */

  class PlanPanel extends Panel {
    constructor(chart, address, plan) {
      super(chart, address, "What if the weights were others?", "The plan stays as it is; the address holds this view.");
      this.plan = plan;
      this.setting = { share: plan.share };
      this.declared = rank(plan, this.weights(true));
      for (const group of ["impact", "feasibility"]) {
        this.setting[group] = plan.factors[group].map((factor) => factor.weight);
        const part = element("div", { className: "pp-sliders" }, element("p", { textContent: `Weights of ${group}` }));
        plan.factors[group].forEach((factor, at) => this.weight(part, group, factor, at));
        this.box.append(part);
      }
      const part = element("div", { className: "pp-sliders" }, element("p", { textContent: "Impact against feasibility" }));
      this.control(part, { name: "share", label: "Share of impact", low: 0, high: 1, step: 0.01, least: 0, most: 1 },
        () => this.setting.share, (value) => (this.setting.share = value));
      this.box.append(part);
      this.table = document.querySelector("table[data-ranking]");
      this.rows = this.table ? [...this.table.querySelectorAll("tr[data-id]")] : [];
      this.finish();
    }

    weights() {
      const of = (group) => this.plan.factors[group].map((factor) => factor.weight);
      return { impact: of("impact"), feasibility: of("feasibility"), share: this.plan.share };
    }

    weight(part, group, factor, at) {
      const high = Math.max(5, 2 * factor.weight);
      const options = { name: `${group}.${factor.id}`, label: factor.label, low: 0, high, step: high / 100, least: 0, most: 1e9 };
      this.control(part, options, () => this.setting[group][at], (value) => (this.setting[group][at] = value));
    }

    apply() {
      const found = rank(this.plan, this.setting);
      if (found === null) {
        this.said.textContent = "A group whose weights are all 0 says nothing: give one of its factors a weight.";
        return;
      }
      this.entitle(this.sentence(found));
      if (!this.changed.length) {
        this.restore();
        this.chart.show({});
        return;
      }
      this.fill(found);
      this.chart.show(window.planpressMatrix(found, this.plan, this.chart.drawn));
    }

    sentence(found) {
      const first = found.ordered.filter((one) => one.rank === 1).map((one) => this.title(one.id));
      if (!first.length) return "No project has a priority.";
      const before = new Map(this.declared.ordered.map((one) => [one.id, one.rank]));
      const moved = found.ordered.filter((one) => before.get(one.id) !== one.rank).length;
      const lead = `${listed(first.slice(0, 3))} ${first.length === 1 ? "ranks" : "rank"} first with ${fixed(found.ordered[0].priority.value)}.`;
      const carried = found.ordered.filter((one) => one.line === "in").map((one) => this.title(one.id));
      const within = this.plan.capacity ? ` Within capacity: ${listed(carried.slice(0, 6)) || "none"}${carried.length > 6 ? " and more" : ""}.` : "";
      if (!this.changed.length) return `As declared: ${lead}${within}`;
      return `${lead} ${moved ? `${counted(moved, "rank")} of ${found.ordered.length} ${moved === 1 ? "changes" : "change"}` : "No rank changes"}.${within}`;
    }

    title(id) {
      return this.plan.projects.find((project) => project.id === id).title;
    }

    fill(found) {
      const places = new Map(found.ordered.map((one, at) => [one.id, { ...one, at }]));
      for (const one of found.unscored) places.set(one.id, { ...one, at: found.ordered.length });
      const declared = new Map(this.declared.ordered.map((one) => [one.id, one.rank]));
      for (const row of this.rows) {
        const one = places.get(row.dataset.id);
        if (one) this.fillRow(row, one, declared.get(one.id));
      }
      this.arrange((row) => places.get(row.dataset.id)?.at ?? Infinity, (row) => places.get(row.dataset.id)?.line);
    }

    fillRow(row, one, before) {
      const cell = (name) => row.querySelector(`[data-cell="${name}"]`);
      const moved = one.rank !== null && before !== one.rank;
      this.overlay.write(cell("rank"), String(one.rank ?? "–"), ...(moved ? [small(`was ${before}`)] : []));
      this.overlay.write(cell("priority"), ...withInterval(one.priority));
      this.overlay.write(cell("impact"), ...withInterval(one.impact));
      this.overlay.write(cell("feasibility"), ...withInterval(one.feasibility));
      this.overlay.write(cell("quadrant"), one.quadrant ? QUADRANTS[one.quadrant] : "–");
      row.classList.toggle("pp-moved", moved);
    }

    /* The rows in another order; the table's own script is told, as a reader may have sorted it otherwise. */
    arrange(place, line) {
      if (!this.table) return;
      const order = [...this.rows].sort((one, other) => place(one) - place(other));
      order.forEach((row, at) => {
        row.dataset.place = String(at);
        row.dataset.line = line(row) ?? "";
      });
      this.table.tBodies[0].append(...order);
      this.table.dispatchEvent(new CustomEvent("planpress:ranked", { bubbles: true }));
    }

    restore() {
      this.untitle();
      const declared = new Map(this.rows.map((row, at) => [row, at]));
      const lines = new Map(this.declared.ordered.map((one) => [one.id, one.line]));
      this.rows.forEach((row) => row.classList.remove("pp-moved"));
      this.arrange((row) => declared.get(row), (row) => lines.get(row.dataset.id));
    }
  }

  /* ---- Other thresholds or weights of a rule: the chosen model. */

  class RulePanel extends Panel {
    constructor(chart, address, rule) {
      const what = rule.kind === "threshold" ? "thresholds" : "weights";
      super(chart, address, `What if the ${what} were others?`, `The rule "${rule.label}" stays as it is; the address holds this view.`);
      this.rule = rule;
      this.settings = (rule.kind === "threshold" ? rule.bounds : rule.of).map((one) => one.limit ?? one.weight);
      this.declared = judge(rule, [...this.settings]);
      const part = element("div", { className: "pp-sliders" });
      (rule.kind === "threshold" ? rule.bounds : rule.of).forEach((one, at) => {
        const name = `${rule.kind === "threshold" ? "limit" : "weight"}.${one.metric}${one.nth > 1 ? `.${one.nth}` : ""}`;
        const least = rule.kind === "threshold" ? -1e12 : 0;
        this.control(part, { ...one, name, least, most: 1e12 }, () => this.settings[at], (value) => (this.settings[at] = value));
      });
      this.box.append(part);
      this.rows = [...document.querySelectorAll("tr[data-model]")];
      this.finish();
    }

    apply() {
      const found = judge(this.rule, this.settings);
      const none = this.rule.kind === "mean" && !this.settings.some((weight) => weight > 0);
      if (none) {
        this.said.textContent = "Weights that are all 0 say nothing: give one metric a weight.";
        return;
      }
      this.entitle(this.sentence(found));
      if (!this.changed.length) {
        this.restore();
        this.chart.show({});
        return;
      }
      const judged = new Map(found.map((one) => [one.model, one]));
      for (const row of this.rows) this.fillRow(row, judged.get(row.dataset.model), found);
      this.chart.show(window.planpressModels(found, this.rule, this.settings, this.chart.drawn));
    }

    winners(found) {
      return found.filter((one) => one.rank === 1).map((one) => one.model);
    }

    sentence(found) {
      const [now, then] = [this.winners(found), this.winners(this.declared)];
      const rejected = found.filter((one) => one.status === "rejected").length;
      const out = rejected ? ` ${counted(rejected, "model")} of ${found.length} ${rejected === 1 ? "is" : "are"} rejected.` : "";
      if (!now.length) return `No model qualifies.${out}`;
      const score = number(Number(found.find((one) => one.rank === 1).score.toPrecision(4)));
      const unit = this.rule.unit ? ` ${this.rule.unit}` : "";
      const lead = `${listed(now)} ${now.length === 1 ? "is chosen" : "tie"}, with ${score}${unit}`;
      const same = now.join("\n") === then.join("\n");
      if (!this.changed.length) return `As declared: ${lead}.${out}`;
      return `${lead}${same ? ", as in the plan" : ` instead of ${listed(then) || "none"}`}.${out}`;
    }

    fillRow(row, one, found) {
      const cell = (name) => row.querySelector(`[data-cell="${name}"]`);
      row.classList.toggle("pp-chosen", one.rank === 1);
      this.overlay.write(cell("because"), this.because(one, found));
      this.overlay.write(cell("deciding"), one.score === null ? one.status.replace("-", " ") : number(Number(one.score.toPrecision(3))));
    }

    because(one, found) {
      if (one.status === "rejected") return one.failed.map((bound) => this.failure(bound, one.model)).join("; ");
      if (one.status === "not-evaluated") return "not evaluated";
      if (one.rank === 1) return this.winners(found).length > 1 ? "ties" : "chosen";
      const best = found.find((other) => other.rank === 1).score;
      return `rank ${one.rank}, behind by ${number(Number(Math.abs(best - one.score).toPrecision(3)))}`;
    }

    failure(bound, model) {
      const value = this.rule.models.find((other) => other.name === model).values[bound.metric];
      const limit = this.settings[this.rule.bounds.indexOf(bound)];
      const unit = bound.unit ? ` ${bound.unit}` : "";
      const lead = `rejected: ${bound.name} ${number(value)} is not ${bound.words} ${number(limit)}${unit}`;
      if (value === limit) return `${lead}, only equal to it`;
      return `${lead}, ${bound.operator[0] === ">" ? "short" : "over"} by ${number(Math.abs(value - limit))}`;
    }

    restore() {
      this.untitle();
      const winners = new Set(this.winners(this.declared));
      for (const row of this.rows) row.classList.toggle("pp-chosen", winners.has(row.dataset.model));
    }
  }

  /* ---- Which chart has which panel. */

  window.planpressWhatIf = {
    opened(chart, address) {
      for (const script of document.querySelectorAll("script.pp-what-if")) {
        if (!script.dataset.charts.split(" ").includes(chart.kind)) continue;
        const data = JSON.parse(script.textContent);
        panels.set(chart, data.factors ? new PlanPanel(chart, address, data) : new RulePanel(chart, address, data));
      }
    },
    closed(chart) {
      panels.get(chart)?.close();
      panels.delete(chart);
    },
  };
})();
