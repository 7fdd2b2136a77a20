"use strict";
/* Sliders beside an explored chart: other weights rank the projects anew, other thresholds choose another model. The chart,
   the table and a sentence follow at once; nothing of the plan is changed, and closing the chart puts all back. */
(function () {
  const { rank, judge } = window.planpressScoring;
  const { Panel, element, small, withInterval, fixed, number, rounded, inUnit, listed, counted } = window.planpressSliders;
  const SIGNS = { in: "●", "on-the-line": "◇", out: "○" };
  const panels = new Map();

  /* A value with as many digits as tell it from a limit: 0.8996 where 0.9 is the limit. */
  function besideLimit(value, limit) {
    const texts = [3, 4, 5, 6].map((digits) => rounded(value, digits));
    return texts.find((text) => text !== number(limit)) ?? String(value);
  }

  /* The bar of a group in a cell, as document/bars.py draws it: a range that is a guess is hatched. */
  function bar({ value, low, high }, utilities, weights) {
    const drawing = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const set = (node, attributes) => Object.entries(attributes).forEach(([name, said]) => node.setAttribute(name, said));
    set(drawing, { class: "pp-bar", viewBox: "0 0 80 12", width: 64, height: 10, "aria-hidden": "true" });
    const at = (share) => Number((4 + 72 * share).toPrecision(4));
    const part = (look, d) => {
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      set(path, { class: `pp-bar__${look}`, d });
      drawing.append(path);
    };
    part("track", "M4 6H76");
    part("fill", `M4 6H${at(value)}`);
    const guess = utilities.some(([, central], at) => central === null && weights[at] > 0);
    if (low !== high) part(guess ? "guess" : "range", `M${at(low)} 6H${at(high)}`);
    return drawing;
  }

  /* ---- Other weights: the matrix and the table of projects. */

  class PlanPanel extends Panel {
    constructor(chart, address, plan) {
      super(chart, address, "weights");
      this.plan = plan;
      this.setting = { share: plan.share };
      this.declared = rank(plan, this.weights());
      for (const group of ["impact", "feasibility"]) {
        this.setting[group] = plan.factors[group].map((factor) => factor.weight);
        const part = element("div", { className: "pp-sliders" }, element("p", { textContent: `Weights of ${group}` }));
        plan.factors[group].forEach((factor, at) => this.weight(part, group, factor, at));
        this.box.append(part);
      }
      const part = element("div", { className: "pp-sliders" }, element("p", { textContent: "Balance" }));
      this.control(part, { name: "share", label: "Impact's share", low: 0, high: 1, step: 0.01, least: 0, most: 1 },
        () => this.setting.share, (value) => (this.setting.share = value));
      this.box.append(part);
      this.table = document.querySelector('table[data-table="projects"]');
      this.rows = this.table ? [...this.table.querySelectorAll("tr[data-id]")] : [];
      // In the plan's own order, however a reader has sorted them by now.
      this.rows.sort((a, b) => (a.dataset.place ?? 0) - (b.dataset.place ?? 0));
      this.states = new Map(this.rows.map((row) => [row, JSON.parse(row.dataset.states)]));
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
      this.display(found);
    }

    marks(found) {
      return window.planpressMatrix(found, this.plan, this.chart.drawn, this.setting.share);
    }

    sentence(found) {
      const first = found.ordered.filter((one) => one.rank === 1).map((one) => this.title(one.id));
      if (!first.length) return "No project has a priority.";
      const before = new Map(this.declared.ordered.map((one) => [one.id, one.rank]));
      const moved = found.ordered.filter((one) => before.get(one.id) !== one.rank).length;
      const lead = `${listed(first.slice(0, 3))} ${first.length === 1 ? "ranks" : "rank"} first with ${fixed(found.ordered[0].priority.value)}.`;
      const fit = found.ordered.filter((one) => one.line === "in").map((one) => this.title(one.id));
      const within = this.plan.capacity ? ` There is room for ${listed(fit.slice(0, 6)) || "none"}${fit.length > 6 ? " and more" : ""}.` : "";
      if (!this.changed.length) return `With the plan's weights: ${lead}${within}`;
      return `${lead} ${moved ? `${moved} of ${counted(found.ordered.length, "project")} ${moved === 1 ? "changes" : "change"} rank` : "No rank changes"}.${within}`;
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
      this.arrange((row) => places.get(row.dataset.id)?.at ?? this.rows.length, (row) => places.get(row.dataset.id)?.line, ["too-close"]);
    }

    fillRow(row, one, before) {
      const cell = (name) => row.querySelector(`[data-cell="${name}"]`);
      const moved = one.rank !== null && before !== one.rank;
      const place = [...this.mark(one.line), String(one.rank ?? "–"), ...(moved ? [small(`was ${before}`)] : [])];
      this.overlay.value(cell("rank"), one.rank, ...place);
      this.overlay.value(cell("priority"), one.priority.value, ...withInterval(one.priority));
      const project = this.plan.projects.find((found) => found.id === one.id);
      for (const name of ["impact", "feasibility"])
        this.overlay.value(cell(name), one[name].value, ...(one[name].value === null ? [] : [bar(one[name], project[name], this.setting[name])]), fixed(one[name].value));
      // How far a rank may move is known for the plan's own weights alone.
      const unknown = element("span", { className: "pp-hidden", textContent: "not known for these weights" });
      this.overlay.value(cell("range"), null, "–", unknown);
      row.classList.toggle("pp-moved", moved);
    }

    mark(line) {
      if (!line) return [];
      const sign = element("span", { className: "pp-mark", textContent: SIGNS[line] });
      return [sign, " ", element("span", { className: "pp-hidden", textContent: `${this.plan.capacity.words[line]}, rank ` })];
    }

    /* The rows in another order of their own, with the states that they then have. */
    arrange(place, line, withdrawn = []) {
      for (const row of this.rows) {
        row.dataset.place = String(place(row));
        if (!line(row)) continue;
        row.dataset.line = line(row);
        const others = this.states.get(row).filter((state) => state !== "in" && !withdrawn.includes(state));
        row.dataset.states = JSON.stringify(line(row) === "in" ? ["in", ...others] : others);
      }
      this.rearrange();
    }

    restore() {
      this.untitle();
      const declared = new Map(this.rows.map((row, at) => [row, at]));
      const lines = new Map(this.declared.ordered.map((one) => [one.id, one.line]));
      for (const row of this.rows) row.classList.remove("pp-moved");
      this.arrange((row) => declared.get(row), (row) => lines.get(row.dataset.id));
    }
  }

  /* ---- Other thresholds or weights of a rule: the model that it picks. What people decided leads all the same. */

  class RulePanel extends Panel {
    constructor(chart, address, rule) {
      super(chart, address, rule.moves);
      this.rule = rule;
      this.settings = rule.settings.map((one) => one.value);
      this.declared = judge(rule, [...this.settings]);
      const part = element("div", { className: "pp-sliders" });
      rule.settings.forEach((one, at) =>
        this.control(part, one, () => this.settings[at], (value) => (this.settings[at] = value)));
      this.box.append(part);
      this.table = document.querySelector('table[data-table="models"]');
      this.rows = [...(this.table?.querySelectorAll("tr[data-id]") ?? [])];
      this.finish();
    }

    apply() {
      const found = judge(this.rule, this.settings);
      if (found === null) {
        this.said.textContent = "Weights that are all 0 say nothing: give one metric a weight.";
        return;
      }
      this.display(found);
    }

    marks(found) {
      return window.planpressModels(found, this.rule, this.settings, this.chart.drawn);
    }

    fill(found) {
      const judged = new Map(found.map((one) => [one.model, one]));
      // How sure the choice is was worked out for the plan's own settings alone.
      this.overlay.write(document.querySelector('[data-said="sure"]'), `Not known for these ${this.rule.moves}.`);
      for (const row of this.rows) this.fillRow(row, judged.get(row.dataset.id), found);
      this.rearrange();
    }

    winners(found) {
      return found.filter((one) => one.rank === 1).map((one) => one.model);
    }

    sentence(found) {
      const [now, then] = [this.winners(found), this.winners(this.declared)];
      const rejected = found.filter((one) => one.status === "rejected").length;
      const decided = this.rule.decided ? ` Decided: ${this.rule.decided.name}.` : "";
      const lost = rejected ? ` ${counted(rejected, "model")} of ${found.length} ${rejected === 1 ? "is" : "are"} rejected.` : "";
      const out = `${lost}${decided}`;
      if (!now.length) return `No model qualifies.${out}`;
      const score = inUnit(rounded(found.find((one) => one.rank === 1).score), this.rule);
      const lead = `${listed(now)} ${now.length > 1 ? "tie" : this.rule.decided ? "is the rule's choice" : "is chosen"}, with ${score}`;
      const same = now.join("\n") === then.join("\n");
      if (!this.changed.length) return `With the plan's ${this.rule.moves}: ${lead}.${out}`;
      return `${lead}${same ? ", as in the plan" : ` instead of ${listed(then) || "none"}`}.${out}`;
    }

    leads(one) {
      return this.rule.decided ? one.model === this.rule.decided.model : one.rank === 1;
    }

    fillRow(row, one, found) {
      const cell = (name) => row.querySelector(`[data-cell="${name}"]`);
      row.classList.toggle("pp-chosen", this.leads(one));
      const score = one.score === null ? one.status.replace("not-evaluated", "not judged") : rounded(one.score);
      this.overlay.value(cell("verdict"), one.rank, this.because(one, found));
      const scored = cell(CSS.escape(`rule.${this.rule.id}`)); // only where scores are worked out
      if (scored) this.overlay.value(scored, one.score, score);
    }

    because(one, found) {
      if (one.status === "rejected") return `rejected: ${one.failed.map((bound) => this.failure(bound, one.model)).join("; ")}`;
      if (one.status === "not-evaluated") return "not judged";
      if (one.rank === 1) return this.winners(found).length > 1 ? "ties" : this.leads(one) ? "chosen" : "picked by the rule";
      const best = found.find((other) => other.rank === 1).score;
      return `rank ${one.rank}, ${rounded(Math.abs(best - one.score))} worse`;
    }

    failure(bound, model) {
      const value = this.rule.models.find((other) => other.name === model).values[bound.metric];
      const limit = this.settings[this.rule.settings.indexOf(bound)];
      if (value === limit) return `${bound.subject} equals the limit of ${inUnit(number(limit), bound)}, which must be ${bound.operator === ">" ? "exceeded" : "undercut"}`;
      return `${bound.subject} ${inUnit(besideLimit(value, limit), bound)} (must be ${bound.words} ${number(limit)})`;
    }

    restore() {
      this.untitle();
      const leaders = new Set(this.declared.filter((one) => this.leads(one)).map((one) => one.model));
      for (const row of this.rows) row.classList.toggle("pp-chosen", leaders.has(row.dataset.id));
      this.rearrange();
    }
  }

  /* ---- Which chart has which panel. */

  window.planpressWhatIf = {
    opened(chart, address) {
      for (const { dataset } of document.querySelectorAll("[data-what-if]")) {
        if (dataset.chart !== chart.kind) continue;
        const data = JSON.parse(dataset.whatIf);
        panels.set(chart, data.factors ? new PlanPanel(chart, address, data) : new RulePanel(chart, address, data));
      }
    },
    closed(chart) {
      panels.get(chart)?.close();
      panels.delete(chart);
    },
    left(chart) {
      panels.delete(chart);
    },
  };
})();
