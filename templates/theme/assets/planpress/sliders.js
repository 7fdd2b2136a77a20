"use strict";
/* What the panels of sliders are made of: numbers as the site writes them, cells that can be written over and put back, a
   slider with a field for the exact number, and a panel that keeps its state in the address. */
(function () {
  /* ---- Numbers and lists as the rest of the site writes them. */

  /* With so many significant digits, as `d.dde±p`. What lies exactly between two becomes the even one, as Python has it;
     toExponential takes the larger. A double of which this is asked has fewer than 100 digits. */
  function exponential(value, digits) {
    const rounded = value.toExponential(digits - 1);
    const [all, power] = value.toExponential(100).split("e");
    const exact = all.replace(".", "");
    const start = digits + (value < 0 ? 1 : 0);
    if (!/^50*$/.test(exact.slice(start)) || Number(exact[start - 1]) % 2) return rounded;
    return `${all.slice(0, start + (digits > 1 ? 1 : 0))}e${power}`;
  }

  /* The same with so many decimals. */
  function decimals(value, count) {
    const digits = Number(value.toExponential(20).split("e")[1]) + 1 + count;
    return digits > 0 && digits <= 17 ? Number(exponential(value, digits)).toFixed(count) : value.toFixed(count);
  }

  function fixed(value) {
    return value === null ? "–" : decimals(value, 2).replace(/^-(?=[0.]*$)/, "");
  }

  function rounded(value, digits = 3) {
    const size = Math.abs(value);
    return size >= 10 ** digits && size < 1e15 ? decimals(value, 0) : number(Number(exponential(value, digits)));
  }

  function number(value) {
    const size = Math.abs(value);
    if (size >= 1e5 && size < 1e15) return decimals(value, 0);
    const [digits, power] = exponential(value, 6).split("e");
    if (value !== 0 && (size < 1e-4 || size >= 1e15)) return `${Number(digits)}e${power[0]}${power.slice(1).padStart(2, "0")}`;
    return String(Number(`${digits}e${power}`));
  }

  function inUnit(text, { unit, one }) {
    return unit ? `${text} ${/^-?1$/.test(text) ? one : unit}` : text;
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
      if (!this.kept.has(cell)) this.kept.set(cell, { nodes: [...cell.childNodes], sort: cell.dataset.sort });
      cell.replaceChildren(...content);
    }

    /* The same for a cell that a table is sorted by. */
    value(cell, value, ...content) {
      this.write(cell, ...content);
      if (cell) cell.dataset.sort = value === null ? "" : String(value);
    }

    restore() {
      for (const [cell, { nodes, sort }] of this.kept) {
        cell.replaceChildren(...nodes);
        if (sort === undefined) delete cell.dataset.sort;
        else cell.dataset.sort = sort;
      }
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
    constructor(chart, address, moves) {
      this.chart = chart;
      this.address = address;
      this.controls = [];
      this.overlay = new Overlay();
      this.said = element("p", { className: "pp-said" });
      this.said.setAttribute("role", "status");
      const reset = element("button", { type: "button", className: "pp-button", textContent: `Reset to the plan's ${moves}` });
      reset.addEventListener("click", () => this.reset());
      this.box = element("fieldset", { className: "pp-what-if" }, element("legend", { textContent: `What if the ${moves} were different?` }));
      this.end = element("p", { className: "pp-figure-tools" }, reset, " ", element("span", { className: "pp-note", textContent: "Nothing is saved. Copy the address to share this view." }));
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

    /* What the setting gives: a sentence, the rows of the tables and the marks of the chart; the plan's own as declared. */
    display(found) {
      this.entitle(this.sentence(found));
      if (this.changed.length) this.fill(found);
      else this.restore();
      this.chart.show(this.changed.length ? this.marks(found) : {});
    }

    /* Other numbers can mean another order; the table's own script puts the rows there, as a reader may have sorted it. */
    rearrange() {
      this.table?.dispatchEvent(new CustomEvent("planpress:ranked"));
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

  window.planpressSliders = { Panel, element, small, withInterval, fixed, number, rounded, inUnit, listed, counted };
})();
