"use strict";
/* What a mark of a chart stands for, where somebody points at it or leads there with the arrow keys; and a button at each
   chart that draws it again with Vega: a closer look, and what if. What that needs is loaded when somebody asks for it. The
   state is in the address.

Each page of a plan loads this script. A theme that changes pages without a new document (Material's navigation.instant)
runs it again, and says by document$ that there is another page: what is there already is left as it is. */
(function () {
  if (window.planpressExplore) return window.planpressExplore();
  const ASSETS = new URL(".", document.currentScript.src).href;
  const NEEDED = ["scoring.js", "sliders.js", "replot.js", "live.js", "what-if.js", "charts.js", "vega.js"];
  const ready = new WeakSet();
  const live = new Map();
  let loading = null;

  /* ---- The address: what is explored, and with which settings. */

  const address = {
    get: (name) => new URLSearchParams(location.search).get(name),
    names: () => [...new URLSearchParams(location.search).keys()],
    waiting: new Map(),
    timer: 0,
    /* Sliders move faster than a browser lets a page write its address. */
    set(name, value) {
      this.waiting.set(name, value);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.write(), 150);
    },
    forget() {
      clearTimeout(this.timer);
      this.waiting.clear();
    },
    write() {
      const url = new URL(location.href);
      for (const [name, value] of this.waiting)
        if (value === null) url.searchParams.delete(name);
        else url.searchParams.set(name, value);
      this.waiting.clear();
      url.search = url.search.replace(/%2C/g, ",").replace(/%3A/g, ":");
      history.replaceState(history.state, "", url);
    },
  };

  /* ---- Loading. */

  const scripts = new Map();

  function script(name) {
    if (!scripts.has(name)) scripts.set(name, added(name));
    return scripts.get(name);
  }

  function added(name) {
    return new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = ASSETS + name;
      element.async = false;
      element.onload = done;
      element.onerror = () => {
        scripts.delete(name);
        failed(new Error(`${name} could not be loaded`));
      };
      document.head.append(element);
    });
  }

  function load() {
    loading ??= Promise.all(NEEDED.map(script)).catch((problem) => {
      loading = null;
      throw problem;
    });
    return loading;
  }

  /* ---- Words for what is pointed at. */

  const NEAR = 14;
  const tip = document.createElement("div");
  Object.assign(tip, { className: "pp-tip", hidden: true });
  tip.setAttribute("role", "status");

  window.planpressTip = (text, x, y) => {
    tip.hidden = typeof text !== "string" || text === "";
    if (tip.hidden) return;
    tip.textContent = text;
    if (!tip.isConnected) document.body.append(tip);
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    const above = y - tip.offsetHeight - 12;
    tip.style.left = `${Math.max(8, Math.min(x + 12, room))}px`;
    tip.style.top = `${above > 8 ? above : y + 18}px`;
  };

  /* The marks of a still chart that stand for something, as boxes in pixels of the drawing, from the left on; not the
     front, whose lines run through them. */
  function marksOf(chart) {
    const { data, params, frame } = JSON.parse(chart.dataset.figure);
    const across = (x) => frame.padding.left + (frame.width * (x - params.x_low)) / (params.x_high - params.x_low);
    const down = (y) => frame.padding.top + frame.height * (1 - (y - params.y_low) / (params.y_high - params.y_low));
    const sorted = (one, other) => [Math.min(one, other), Math.max(one, other)];
    const rows = Object.entries(data).filter(([name]) => name !== "front").flatMap(([, found]) => found);
    return rows.filter((row) => row.tip && "x" in row && "y" in row).map((row) => {
      const [left, right] = sorted(across(row.x), across(row.x2 ?? row.x));
      const [top, bottom] = sorted(down(row.y), down(row.y2 ?? row.y));
      return { tip: row.tip, left, right, top, bottom };
    }).sort((one, other) => one.left - other.left || one.top - other.top);
  }

  function pointable(chart) {
    const svg = chart.querySelector("svg");
    const marks = svg ? marksOf(chart) : [];
    if (!marks.length) return;
    let at = -1;
    const scale = () => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const hide = () => window.planpressTip("");
    const lead = (to) => {
      at = (to + marks.length) % marks.length;
      const area = svg.getBoundingClientRect();
      const [x, y] = [(marks[at].left + marks[at].right) / 2, (marks[at].top + marks[at].bottom) / 2];
      window.planpressTip(marks[at].tip, area.left + x * scale(), area.top + y * scale());
    };
    chart.tabIndex = 0;
    chart.setAttribute("role", "application"); // arrow keys are the chart's, of a screen reader too
    chart.setAttribute("aria-roledescription", "chart");
    chart.addEventListener("pointermove", (event) => {
      const area = svg.getBoundingClientRect();
      const [x, y] = [(event.clientX - area.left) / scale(), (event.clientY - area.top) / scale()];
      const far = (one) => Math.hypot(Math.max(one.left - x, 0, x - one.right), Math.max(one.top - y, 0, y - one.bottom));
      const nearest = marks.reduce((best, one) => (far(one) < far(best) ? one : best));
      window.planpressTip(far(nearest) < NEAR ? nearest.tip : "", event.clientX, event.clientY);
    });
    chart.addEventListener("pointerleave", hide);
    chart.addEventListener("blur", hide);
    chart.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (event.key === "Escape") hide();
      if (!step) return;
      event.preventDefault();
      lead(at < 0 && step < 0 ? marks.length - 1 : at + step);
    });
    chart.addEventListener("focus", () => chart.matches(":focus-visible") && lead(Math.max(at, 0)));
  }

  /* ---- Buttons. */

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function kindOf(figure) {
    return JSON.parse(figure.querySelector("[data-figure]").dataset.figure).kind;
  }

  async function toggle(figure, button, said) {
    const open = live.get(figure);
    if (open) {
      live.delete(figure);
      window.planpressWhatIf.closed(open);
      open.close();
    } else {
      figure.closest("details")?.setAttribute("open", ""); // an address may ask for a chart that is folded away
      button.disabled = true;
      said.textContent = "Loading…";
      try {
        await load();
        if (!figure.isConnected) return; // the reader is on another page by now
        const chart = new window.planpressLive(figure, button, kindOf(figure), address);
        await chart.open();
        live.set(figure, chart);
        window.planpressWhatIf.opened(chart, address);
        said.textContent = "";
      } catch (problem) {
        said.textContent = `This chart cannot be explored here: ${problem.message}.`;
      }
      button.disabled = false;
    }
    button.setAttribute("aria-expanded", String(live.has(figure)));
    button.textContent = live.has(figure) ? "Close" : "Explore";
    const kinds = [...live.values()].map((chart) => chart.kind);
    address.set("explore", kinds.length ? kinds.join(",") : null);
  }

  /* Charts that went away with their page; the address is that of another one by now. */
  function leave() {
    const gone = [...live.keys()].filter((figure) => !figure.isConnected);
    if (gone.length) address.forget();
    for (const figure of gone) {
      window.planpressWhatIf.left(live.get(figure));
      live.get(figure).leave();
      live.delete(figure);
    }
  }

  function start() {
    leave();
    const wanted = (address.get("explore") || "").split(",");
    document.querySelectorAll("figure.pp-figure").forEach((figure, at) => {
      if (ready.has(figure) || !figure.querySelector("[data-figure]")) return;
      ready.add(figure);
      figure.querySelectorAll(".pp-chart").forEach(pointable);
      const caption = figure.querySelector("figcaption");
      caption.id ||= `pp-figure-${at}`;
      const button = make("button", { type: "button", className: "pp-button", textContent: "Explore" });
      button.setAttribute("aria-expanded", "false");
      button.setAttribute("aria-describedby", caption.id);
      const said = make("span", { className: "pp-note" });
      said.setAttribute("role", "status");
      button.addEventListener("click", () => toggle(figure, button, said));
      figure.append(make("p", { className: "pp-figure-tools" }, button, " ", said));
      if (wanted.includes(kindOf(figure))) toggle(figure, button, said);
    });
  }

  window.planpressScript = script; // cut-off.js needs one of them
  window.planpressExplore = start;
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
