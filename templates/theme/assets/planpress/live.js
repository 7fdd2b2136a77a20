"use strict";
/* A chart drawn again with Vega, in the place of the still one: words for what is pointed at, and a closer look. */
(function () {
  const { element: make } = window.planpressSliders;
  const AXES = ["x_low", "x_high", "y_low", "y_high"];
  const showTip = (handler, event, item, text) => window.planpressTip(text, event?.clientX, event?.clientY); // no event when a chart goes

  function specification(drawn) {
    const spec = structuredClone(window.planpressCharts[drawn.kind]);
    for (const data of spec.data) if (data.name in drawn.data) data.values = structuredClone(drawn.data[data.name]);
    for (const signal of spec.signals) if (signal.name in drawn.params) signal.value = drawn.params[signal.name];
    for (const mark of spec.marks) prepare(mark, spec.usermeta.zoomed);
    return { ...spec, ...drawn.frame };
  }

  function prepare(mark, zooms) {
    for (const inner of mark.marks ?? []) prepare(inner, zooms); // lines stand in groups
    const encoded = mark.encode && mark.encode.update;
    if (!encoded) return;
    mark.interactive = true;
    encoded.tooltip = { signal: "datum.tip" };
    if (zooms && [encoded.x, encoded.y].some((place) => place && place.scale)) mark.clip = true;
  }

  class Chart {
    constructor(figure, button, kind, address) {
      Object.assign(this, { figure, button, kind, address });
    }

    async open() {
      const shown = [...this.figure.querySelectorAll(".pp-chart")].find((chart) => chart.offsetParent !== null);
      this.still = shown || this.figure.querySelector(".pp-chart");
      this.drawn = dataOf(this.still);
      this.container = make("div", { className: `pp-live pp-live--${this.drawn.kind}` });
      const { width, padding } = this.drawn.frame;
      this.container.style.maxWidth = `${width + padding.left + padding.right}px`;
      this.still.after(this.container);
      const options = { mode: "vega", ast: true, actions: false, defaultStyle: false, renderer: "svg", tooltip: showTip };
      const made = await window.planpressVega(this.container, specification(this.drawn), options);
      this.view = made.view;
      this.finalize = made.finalize;
      this.container.setAttribute("role", "img");
      this.container.setAttribute("aria-label", this.still.getAttribute("aria-label"));
      // One picture with one alternative text: Vega's roles for its groups of marks have no names.
      this.container.querySelector("svg").setAttribute("aria-hidden", "true");
      this.still.classList.add("pp-replaced");
      this.toolbar();
    }

    /* The page of this chart is gone. */
    leave() {
      this.finalize();
      window.planpressTip("");
    }

    close() {
      this.leave();
      this.container.remove();
      this.tools && this.tools.remove();
      this.still.classList.remove("pp-replaced");
      if (this.address.get(`zoom.${this.kind}`) !== null) this.address.set(`zoom.${this.kind}`, null);
    }

    /* Rows and parameters in place of those that the plan has; none: the plan's own. */
    show(data, params = {}) {
      for (const [name, rows] of Object.entries({ ...this.drawn.data, ...data }))
        this.view.data(name, structuredClone(rows));
      for (const [name, value] of Object.entries(params)) this.view.signal(name, value);
      return this.view.runAsync();
    }

    toolbar() {
      if (!window.planpressCharts[this.kind].usermeta.zoomed) return;
      const button = (label, text, act) => {
        const made = make("button", { type: "button", className: "pp-button", textContent: text, title: label });
        made.setAttribute("aria-label", label);
        made.addEventListener("click", act);
        return made;
      };
      this.tools = make("span", { className: "pp-zoom" },
        button("Zoom in", "+", () => this.zoom(0.7)),
        button("Zoom out", "−", () => this.zoom(1 / 0.7)),
        button("Reset zoom", "Reset zoom", () => this.zoom(null)));
      this.button.after(this.tools);
      this.drag();
      const wanted = (this.address.get(`zoom.${this.kind}`) || "").split(",").map(Number);
      if (wanted.length === 4 && wanted.every(Number.isFinite) && wanted[0] !== wanted[1] && wanted[2] !== wanted[3])
        this.look(wanted);
    }

    ends() {
      return AXES.map((name) => this.view.signal(name));
    }

    whole() {
      return AXES.map((name) => this.drawn.params[name]);
    }

    zoom(times, at = [0.5, 0.5]) {
      if (times === null) return this.look(this.whole());
      const [left, right, bottom, top] = this.ends();
      const [x, y] = [left + (right - left) * at[0], bottom + (top - bottom) * at[1]];
      return this.look([x + (left - x) * times, x + (right - x) * times, y + (bottom - y) * times, y + (top - y) * times]);
    }

    /* Shows a part of the plane; never more than the whole, nor less than a thousandth of it. */
    look(ends) {
      const whole = this.whole();
      const [x, y] = [0, 2].map((at) => (ends[at + 1] - ends[at]) / (whole[at + 1] - whole[at]));
      if (!(x > 0.001 && y > 0.001)) return undefined;
      const kept = x >= 1 || y >= 1 ? whole : [...held(ends, whole, 0), ...held(ends, whole, 2)];
      const all = kept.every((end, at) => end === whole[at]);
      kept.forEach((end, at) => this.view.signal(AXES[at], end));
      for (const [at, axis] of [[0, "x"], [2, "y"]]) this.ticks(axis, kept[at], kept[at + 1], all);
      this.address.set(`zoom.${this.kind}`, all ? null : kept.map((end) => Number(end.toPrecision(6))).join(","));
      return this.view.runAsync();
    }

    ticks(axis, low, high, all) {
      const own = [this.drawn.params[`${axis}_ticks`], this.drawn.params[`${axis}_labels`]];
      const plain = own[0].every((tick, at) => Number(own[1][at]) === tick);
      const ticks = all || !plain ? own[0] : roundTicks(Math.min(low, high), Math.max(low, high));
      this.view.signal(`${axis}_ticks`, ticks);
      this.view.signal(`${axis}_labels`, ticks === own[0] ? own[1] : ticks.map((tick) => String(tick)));
    }

    drag() {
      const area = this.container;
      let from = null;
      area.addEventListener("pointerdown", (event) => {
        if (event.button === 0 && event.pointerType === "mouse") from = { x: event.clientX, y: event.clientY, ends: this.ends() };
      });
      area.addEventListener("pointermove", (event) => {
        if (!from || !(event.buttons & 1)) return void (from = null);
        const scale = this.container.clientWidth / this.container.querySelector("svg").viewBox.baseVal.width;
        const [left, right, bottom, top] = from.ends;
        const x = ((from.x - event.clientX) / scale / this.drawn.frame.width) * (right - left);
        const y = ((event.clientY - from.y) / scale / this.drawn.frame.height) * (top - bottom);
        this.look([left + x, right + x, bottom + y, top + y]);
      });
      area.addEventListener("wheel", (event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        this.zoom(event.deltaY < 0 ? 0.9 : 1 / 0.9);
      }, { passive: false });
    }
  }

  function held(ends, whole, at) {
    const [first, last] = [whole[at], whole[at + 1]];
    const sign = Math.sign(last - first);
    const over = Math.max(0, (ends[at + 1] - last) * sign) - Math.max(0, (first - ends[at]) * sign);
    return [ends[at] - over * sign, ends[at + 1] - over * sign];
  }

  function roundTicks(low, high) {
    const power = 10 ** Math.floor(Math.log10((high - low) / 4));
    const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((size) => (high - low) / size < 5);
    const ticks = [];
    for (let at = Math.ceil(low / step - 1e-9); at * step <= high + 1e-9 * step; at++)
      ticks.push(Number((at * step).toPrecision(12)));
    return ticks;
  }

  function dataOf(chart) {
    return JSON.parse(chart.dataset.figure);
  }

  window.planpressLive = Chart;
})();
