"use strict";
/* What a change of weights or thresholds does to the order and to the choice of a model: the same figures as the plan's
   own, made from the data that the page carries. Pure functions; nothing here touches the page. */
(function () {
  const TIE = 1e-9;
  const NOTHING = 1e-12;
  const QUADRANTS = {
    "high-priority": "Worth it and feasible", "cheaper-first": "Worth it, not yet feasible",
    easy: "Easy, small gain", leave: "Not now",
  };

  /* The sum of numbers without the error of adding them one by one (Shewchuk 1997). */
  function exactSum(numbers) {
    const parts = [];
    for (let added of numbers) {
      let kept = 0;
      for (let part of parts) {
        if (Math.abs(added) < Math.abs(part)) [added, part] = [part, added];
        const high = added + part;
        const low = part - (high - added);
        if (low !== 0) parts[kept++] = low;
        added = high;
      }
      parts.length = kept;
      parts.push(added);
    }
    return parts.reduce((sum, part) => sum + part, 0);
  }

  function weightedMean(weights, values) {
    const total = exactSum(weights);
    if (!(total > 0)) return null;
    return Math.min(1, exactSum(weights.map((weight, at) => weight * values[at])) / total);
  }

  function topsis(impact, feasibility, share) {
    const parts = [];
    for (const [group, part] of [[impact, share], [feasibility, 1 - share]]) {
      const total = exactSum(group.weights);
      group.weights.forEach((weight, at) => parts.push([(part * weight) / total, group.values[at]]));
    }
    const toIdeal = Math.sqrt(exactSum(parts.map(([weight, value]) => (weight * (1 - value)) ** 2)));
    const toAnti = Math.sqrt(exactSum(parts.map(([weight, value]) => (weight * value) ** 2)));
    return toAnti / (toIdeal + toAnti);
  }

  const METHODS = {
    geometric: (impact, feasibility, share) =>
      weightedMean(impact.weights, impact.values) ** share *
      weightedMean(feasibility.weights, feasibility.values) ** (1 - share),
    "weighted-sum": (impact, feasibility, share) =>
      share * weightedMean(impact.weights, impact.values) +
      (1 - share) * weightedMean(feasibility.weights, feasibility.values),
    topsis,
  };

  /* One end, or the middle, of a project's ratings in a group: what is not known has no middle and is left out. */
  function taken(utilities, weights, end) {
    const known = utilities.map((utility) => utility[end]);
    const kept = known.map((value, at) => at).filter((at) => known[at] !== null);
    return { weights: kept.map((at) => weights[at]), values: kept.map((at) => known[at]) };
  }

  function scored(project, plan, setting) {
    const ends = ["low", "central", "high"].map((_, end) => ({
      impact: taken(project.impact, setting.impact, end),
      feasibility: taken(project.feasibility, setting.feasibility, end),
    }));
    const groups = {};
    for (const group of ["impact", "feasibility"]) {
      const [low, value, high] = ends.map((end) => weightedMean(end[group].weights, end[group].values));
      groups[group] = around(value, low, high);
    }
    const method = METHODS[plan.method];
    const known = groups.impact.value !== null && groups.feasibility.value !== null;
    const [low, value, high] = ends.map((end, at) =>
      at === 1 && !known ? null : method(end.impact, end.feasibility, setting.share));
    return { id: project.id, ...groups, priority: around(value, low, high), weeks: project.weeks, asks: project.asks };
  }

  function around(value, low, high) {
    return value === null ? { value, low, high } : { value, low: Math.min(low, value), high: Math.max(high, value) };
  }

  function quadrant(impact, feasibility, cut) {
    if (impact === null || feasibility === null) return null;
    const cheap = feasibility >= cut.feasibility - TIE;
    if (impact >= cut.impact - TIE) return cheap ? "high-priority" : "cheaper-first";
    return cheap ? "easy" : "leave";
  }

  /* Ranks from 1, the highest score first; equal scores share one (1, 2, 2, 4). */
  function ranked(projects) {
    const order = projects.filter((one) => one.priority.value !== null);
    order.sort((one, other) => other.priority.value - one.priority.value || (one.id < other.id ? -1 : 1));
    order.forEach((one, at) => {
      const before = order[at - 1];
      one.rank = before && before.priority.value - one.priority.value <= TIE ? before.rank : at + 1;
    });
    order.sort((one, other) => one.rank - other.rank || (one.id < other.id ? -1 : 1));
    return order;
  }

  function fits(capacity, taken) {
    if (capacity.projects !== null) return taken.length <= capacity.projects;
    if (taken.some((one) => one.weeks === null)) return false;
    return taken.reduce((sum, one) => sum + one.weeks, 0) <= capacity.weeks + TIE;
  }

  /* So many ways are looked at for those that tie at one rank; past it only bounds are known. */
  const MOST = 256;

  const total = (kinds, numbers, team) => exactSum(kinds.map((kind, at) => numbers[at] * kind.ask[team]));
  const within = (ask, left) => left.every((weeks, team) => ask[team] <= weeks + TIE);

  /* How many of each kind may be carried when nothing more fits, with what is then left, in every way. */
  function ways(kinds, left, most) {
    const rest = (taken) => left.map((weeks, team) => weeks - total(kinds, taken, team));
    const able = kinds.map((kind) => (within(kind.ask, left) ? kind.count : 0));
    const short = rest(able).map((weeks) => weeks < -TIE);
    /* Whoever asks nothing of a team that is short is carried in every way. */
    const start = kinds.map((kind, at) => (kind.ask.some((weeks, team) => weeks && short[team]) ? 0 : able[at]));
    const found = [];
    const seen = new Set([start.join()]);
    const queue = [start];
    while (queue.length && seen.size <= most) {
      const taken = queue.pop();
      const following = taken
        .map((_, more) => taken.map((number, at) => number + (at === more ? 1 : 0)))
        .filter((one, at) => one[at] <= able[at] && rest(one).every((weeks) => weeks >= -TIE));
      if (!following.length) found.push([taken, rest(taken).map((weeks) => Math.max(0, weeks))]);
      queue.push(...following.filter((one) => !seen.has(one.join())));
      following.forEach((one) => seen.add(one.join()));
    }
    return { found, looked: seen.size };
  }

  /* The line of each kind over every way, and all that may be left then; null where there are too many. */
  function exactly(kinds, lefts) {
    const carried = [];
    const after = new Map();
    let seen = 0;
    for (const left of lefts) {
      const { found, looked } = ways(kinds, left, MOST - seen);
      seen += looked;
      if (seen > MOST) return null;
      for (const [taken, rest] of found) {
        carried.push(taken);
        after.set(rest.map((weeks) => Math.floor(weeks / TIE + 0.5)).join(), rest);
      }
    }
    const lines = kinds.map((kind, at) =>
      carried.every((taken) => taken[at] === kind.count) ? "in" : carried.some((taken) => taken[at]) ? "on-the-line" : "out");
    return { lines, lefts: [...after.values()] };
  }

  /* The line of each kind where `low` to `high` may be left, and the same after it. */
  function roughly(kinds, low, high) {
    const able = kinds.map((kind) => (within(kind.ask, high) ? kind.count : 0));
    const asked = low.map((_, team) => total(kinds, able, team));
    const fit = (kind) => kind.ask.every((weeks, team) => !weeks || asked[team] <= low[team] + TIE);
    const sure = kinds.map((kind, at) => (fit(kind) ? able[at] : 0));
    return {
      lines: kinds.map((_, at) => (sure[at] ? "in" : able[at] ? "on-the-line" : "out")),
      low: low.map((weeks, team) => Math.max(0, weeks - asked[team])),
      high: high.map((weeks, team) => Math.max(0, weeks - total(kinds, sure, team))),
    };
  }

  /* What fits into what is left of the weeks of each team, in order, whichever of those that tie comes first. */
  function fillTeams(order, weeks) {
    const teams = Object.keys(weeks);
    let low = Object.values(weeks);
    let high = low;
    let lefts = [low];
    for (let at = 0; at < order.length; ) {
      const tied = order.filter((one) => one.rank === order[at].rank);
      at += tied.length;
      const kinds = new Map();
      const kindOf = (one) => teams.map((team) => one.asks[team] || 0);
      for (const one of tied.filter((one) => one.weeks !== null)) {
        const ask = kindOf(one);
        kinds.set(ask.join(), { ask, count: (kinds.get(ask.join())?.count || 0) + 1 });
      }
      const all = [...kinds.values()];
      let found = lefts.length ? exactly(all, lefts) : null;
      if (found) {
        lefts = found.lefts;
        [low, high] = [Math.min, Math.max].map((end) => teams.map((_, team) => end(...lefts.map((left) => left[team]))));
      } else {
        lefts = [];
        found = roughly(all, low, high);
        ({ low, high } = found);
      }
      const names = [...kinds.keys()];
      tied.forEach((one) => (one.line = one.weeks === null ? "out" : found.lines[names.indexOf(kindOf(one).join())]));
    }
  }

  /* Where each project is against the capacity line; ties that do not all fit are on it. */
  function drawLine(order, capacity) {
    if (capacity === null) return;
    if (capacity.teams) return fillTeams(order, capacity.teams);
    let full = false;
    let carried = [];
    for (let at = 0; at < order.length; ) {
      const tied = order.filter((one) => one.rank === order[at].rank);
      at += tied.length;
      let line = "out";
      if (!full && fits(capacity, [...carried, ...tied])) {
        line = "in";
        carried = [...carried, ...tied];
      } else if (!full) {
        full = true;
        line = tied.some((one) => fits(capacity, [...carried, one])) ? "on-the-line" : "out";
      }
      tied.forEach((one) => (one.line = line));
    }
  }

  /* The order under a setting {impact: weights, feasibility: weights, share}; null where a group's weights are all 0. */
  function rank(plan, setting) {
    const none = (weights) => !(exactSum(weights) > 0);
    if (none(setting.impact) || none(setting.feasibility)) return null;
    const all = plan.projects.map((project) => ({ rank: null, line: null, ...scored(project, plan, setting) }));
    const ordered = ranked(all);
    drawLine(ordered, plan.capacity);
    all.forEach((one) => (one.quadrant = quadrant(one.impact.value, one.feasibility.value, plan.cut)));
    return { ordered, unscored: all.filter((one) => one.rank === null) };
  }

  const HOLDS = {
    "<": (value, limit) => value < limit,
    "<=": (value, limit) => value <= limit,
    ">": (value, limit) => value > limit,
    ">=": (value, limit) => value >= limit,
  };

  function same(one, other) {
    return Math.abs(one - other) <= Math.max(TIE * Math.max(Math.abs(one), Math.abs(other)), NOTHING);
  }

  function byThreshold(rule, values, limits) {
    const failed = rule.settings.filter(
      (bound, at) => bound.metric in values && !HOLDS[bound.operator](values[bound.metric], limits[at]));
    if (failed.length) return { status: "rejected", score: null, failed };
    const { optimise } = rule.scoring;
    const needed = [optimise, ...rule.settings.map((bound) => bound.metric)];
    if (needed.some((metric) => !(metric in values))) return { status: "not-evaluated", score: null, failed };
    return { status: "ranked", score: values[optimise], failed };
  }

  /* Metrics in different units, directions or ranges count by their utilities, others as they are. */
  function normalised(metrics) {
    if (metrics.some((metric) => metric.range === null)) return false;
    const kinds = new Set(metrics.map((metric) => `${metric.metricUnit}/${metric.better}`));
    const ranges = new Set(metrics.map((metric) => metric.range.join()));
    return kinds.size > 1 || (metrics[0].metricUnit === null && ranges.size > 1);
  }

  function byMean(rule, values, weights) {
    const places = rule.settings.map((_, at) => at).filter((at) => weights[at] > 0);
    const metrics = places.map((at) => rule.settings[at]);
    const kind = rule.scoring.mean;
    const none = { status: "not-evaluated", score: null, failed: [] };
    if (metrics.some(({ metric }) => !(metric in values))) return none;
    const byUtility = normalised(metrics);
    const parts = metrics.map((metric) => (byUtility ? utility(metric, values[metric.metric]) : values[metric.metric]));
    if (kind !== "arithmetic" && parts.some((part) => part < 0)) return none;
    return { status: "ranked", score: mean(kind, places.map((at) => weights[at]), parts), failed: [] };
  }

  function utility(metric, value) {
    const share = (value - metric.range[0]) / (metric.range[1] - metric.range[0]);
    return metric.better === "lower" ? 1 - share : share;
  }

  /* The direction in which a mean is better: that of the metrics, up where utilities are taken; null without a weight. */
  function betterMean(rule, weights) {
    const metrics = rule.settings.filter((_, at) => weights[at] > 0);
    if (!metrics.length) return null;
    return normalised(metrics) ? "higher" : metrics[0].better;
  }

  function mean(kind, weights, parts) {
    const total = exactSum(weights);
    const sum = (of) => exactSum(weights.map((weight, at) => of(weight, parts[at])));
    const within = (value) => Math.min(Math.max(value, Math.min(...parts)), Math.max(...parts));
    if (kind === "arithmetic") return within(sum((weight, part) => weight * part) / total);
    if (parts.some((part) => part === 0)) return 0;
    if (kind === "geometric") return within(Math.exp(sum((weight, part) => weight * Math.log(part)) / total));
    return within(total / sum((weight, part) => weight / part));
  }

  /* How rules score a model, by the name that a rule gives, and in which direction a score is better. */
  const FORMULAS = {
    threshold: { score: byThreshold, better: (rule) => rule.better },
    mean: { score: byMean, better: betterMean },
  };

  /* What a rule says of each model under other settings: status, score, rank; null where weights are all 0. */
  function judge(rule, setting) {
    const formula = FORMULAS[rule.scoring.by];
    const better = formula.better(rule, setting);
    if (better === null) return null;
    const judged = rule.models.map((model) => ({
      model: model.name,
      rank: null,
      ...formula.score(rule, model.values, setting),
    }));
    const sign = better === "higher" ? -1 : 1;
    const order = judged.filter((one) => one.score !== null);
    order.sort((one, other) => sign * (one.score - other.score));
    order.forEach((one, at) => {
      const before = order[at - 1];
      one.rank = before && same(one.score, before.score) ? before.rank : at + 1;
    });
    return judged;
  }

  window.planpressScoring = { rank, judge, QUADRANTS };
})();
