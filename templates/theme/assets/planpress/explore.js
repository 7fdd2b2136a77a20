"use strict";
/* A button at each chart that draws it again with Vega: what a mark stands for, a closer look, and what if. All that this
   needs is loaded when somebody asks for it. The state is in the address.

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

  function script(name) {
    return new Promise((done, failed) => {
      const element = document.createElement("script");
      element.src = ASSETS + name;
      element.async = false;
      element.onload = done;
      element.onerror = () => failed(new Error(`${name} could not be loaded`));
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

  window.planpressExplore = start;
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
