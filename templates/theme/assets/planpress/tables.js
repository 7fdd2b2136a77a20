"use strict";
/* Tables that can be sorted, and lists of projects that can be filtered; the state is in the address.

Without this script every row stands in the plan's own order, and there is no control. A table says what it is by
data-table; tables of one name on a page are sorted and filtered together. A head that can be sorted by has data-key and
data-kind; each row's cell for it has the same key as data-cell and, where its text is not the value, data-sort. A value
that is missing comes last in both directions, a project that is screened out after all others.

Whoever gives the rows other numbers, or other places as data-place, tells the table by the event planpress:ranked.

Each page of a plan loads this script. A theme that changes pages without a new document (Material's navigation.instant)
runs it again, and says by document$ that there is another page: tables that have their controls are left as they are. */

(() => {
  if (window.planpressTables) return window.planpressTables();
  const PROJECTS = "projects";
  const GROUP = "group";
  const NAME = "name"; // not "q", which Material's search takes for its own
  const SIGNS = { none: "\u00a0↕", ascending: "\u00a0↑", descending: "\u00a0↓" }; // not parted from the word
  const WORDS = {
    number: { ascending: "lowest first", descending: "highest first" },
    place: { ascending: "first to last", descending: "last to first" },
    text: { ascending: "A to Z", descending: "Z to A" },
  };
  const FILTERS = [
    { key: "stage", label: "Stage", all: "All stages", none: "no stage" },
    { key: "owner", label: "Owner", all: "All owners", none: "no owner" },
    { key: "tag", label: "Tag", all: "All tags", none: "no tag" },
  ];
  const STATE = { key: "show", label: "State" }; // chosen by a button for each state, not from a list
  const letters = new Intl.Collator("en", { numeric: true });

  // What a row says.

  /* The text of a cell; in a preview the one that is now, without what was before. */
  const textOf = (cell) => (cell.querySelector(".pp-now__text") ?? cell).textContent.trim();
  const cellOf = (row, key) => row.querySelector(`[data-cell="${CSS.escape(key)}"]`);

  function valuesOf(row, key) {
    if (key === STATE.key) return JSON.parse(row.dataset.states);
    if (key !== "tag") return [row.dataset[key]];
    const tags = JSON.parse(row.dataset.tags);
    return tags.length ? tags : [""];
  }

  function wordsOf(row, filter, value) {
    if (value === "") return filter.none;
    return filter.key === "tag" ? value : (row.dataset[`${filter.key}Words`] ?? textOf(cellOf(row, filter.key)));
  }

  /* A number or a text to sort by; null where it is missing. */
  function sortValue(row, column) {
    const cell = cellOf(row, column.key);
    const written = cell === null ? "" : (cell.dataset.sort ?? textOf(cell));
    if (written === "") return null;
    return column.kind === "text" ? written : Number(written);
  }

  const folded = (text) => text.normalize("NFKC").toLowerCase();

  // Making the controls.

  function element(name, attributes = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  }

  function tableOf(table) {
    const body = table.tBodies[0];
    const columns = [...table.tHead.querySelectorAll("th[data-key]")].map((head) => ({
      head, key: head.dataset.key, kind: head.dataset.kind, first: head.dataset.first ?? "ascending",
      label: head.textContent.trim(), by: head.dataset.by ?? head.textContent.trim(),
    }));
    return { table, body, columns, rows: [...body.rows], scroll: table.closest(".pp-scroll") ?? table };
  }

  function addSorting(set) {
    for (const part of set.tables) {
      for (const column of part.columns) {
        const sign = element("span", { class: "pp-sort__sign", "aria-hidden": "true" }, SIGNS.none);
        const button = element("button", { type: "button", class: "pp-sort" }, ...column.head.childNodes, sign);
        column.sign = sign;
        column.head.append(button);
        button.addEventListener("click", () => {
          set.sort = nextSort(set.sort, column);
          changed(set);
        });
      }
    }
  }

  /* The first press takes the direction that puts the best on top, the second turns it round, the third takes it away. */
  function nextSort(sort, column) {
    const other = column.first === "ascending" ? "descending" : "ascending";
    if (sort?.key !== column.key) return { key: column.key, direction: column.first };
    return sort.direction === column.first ? { key: column.key, direction: other } : null;
  }

  /* Every value that a row has, or had before the rows were ranked anew, in the order in which it is offered. */
  function choicesOf(set, filter) {
    const found = new Map(filter.choices);
    for (const [value, words] of Object.entries(filter.words ?? {}))
      if (!found.has(value) && set.rows.some((row) => valuesOf(row, filter.key).includes(value)))
        found.set(value, { value, words, place: found.size });
    for (const row of set.rows) {
      for (const value of valuesOf(row, filter.key)) {
        if (found.has(value)) continue;
        const place = Number(cellOf(row, filter.key)?.dataset.sort || NaN);
        const known = Number.isNaN(place) ? Infinity : place;
        found.set(value, { value, words: wordsOf(row, filter, value), place: value === "" ? Infinity : known });
      }
    }
    const inOrder = (a, b) => (a.place === b.place ? 0 : a.place - b.place)
      || (a.value === "") - (b.value === "") || letters.compare(a.words, b.words);
    return new Map([...found.values()].sort(inOrder).map((choice) => [choice.value, choice]));
  }

  function addFilters(set, room) {
    const bar = element("div", { class: "pp-tools__controls", role: "group", "aria-label": "Filter the projects" });
    if (set.state.choices.size) room.append(addStates(set));
    for (const filter of set.filters) {
      if (filter === set.state || filter.choices.size < 2) continue;
      filter.select = element("select");
      offer(filter);
      filter.select.addEventListener("change", () => {
        filter.chosen = filter.select.value === "" ? null : filter.select.value.slice(1);
        changed(set);
      });
      bar.append(field(filter.label, filter.select, `pp-filter-${filter.key}`));
    }
    bar.append(field("Group by", groupingOf(set), "pp-group-by"));
    set.search = element("input", { type: "search", autocomplete: "off", spellcheck: "false", placeholder: "Name contains" });
    set.search.addEventListener("input", () => {
      set.name = set.search.value;
      changed(set);
    });
    bar.append(field("Name contains", set.search, "pp-filter-name"));
    set.reset = element("button", { type: "button", class: "pp-reset" }, "Show all");
    set.reset.addEventListener("click", () => clear(set));
    set.said = element("p", { class: "pp-tools__status" }, set.status, " ", set.reset);
    room.append(bar, set.said);
    for (const part of set.tables) addNoMatch(set, part);
  }

  /* A button for each state, and one for all projects; the one that is pressed is shown. */
  function addStates(set) {
    const room = element("div", { class: "pp-states", role: "group", "aria-label": "Show projects by their state" });
    set.states = [{ value: null, words: "All" }, ...set.state.choices.values()].map((choice) => {
      const button = element("button", { type: "button", class: "pp-state" });
      button.addEventListener("click", () => {
        set.state.chosen = set.state.chosen === choice.value ? null : choice.value;
        changed(set);
      });
      room.append(button);
      return { button, choice };
    });
    return room;
  }

  function groupingOf(set) {
    set.grouping = element("select", {}, element("option", { value: "" }, "No groups"));
    for (const { key, label } of FILTERS) set.grouping.append(element("option", { value: key }, `Group by ${label.toLowerCase()}`));
    set.grouping.addEventListener("change", () => {
      set.group = set.grouping.value || null;
      changed(set);
    });
    return set.grouping;
  }

  function offer(filter) {
    filter.select.replaceChildren(element("option", { value: "" }, filter.all));
    for (const choice of filter.choices.values()) {
      // The equals sign tells "no owner" from "all owners".
      choice.option = element("option", { value: `=${choice.value}` });
      filter.select.append(choice.option);
    }
  }

  function field(label, control, id) {
    control.id = id;
    return element("div", { class: "pp-tools__field" }, element("label", { for: id, class: "pp-hidden" }, label), control);
  }

  function addNoMatch(set, part) {
    const all = element("button", { type: "button", class: "pp-reset" }, "Show all");
    const none = "No project matches these filters.";
    part.empty = element("p", { class: "pp-no-match", hidden: "" }, none, " ", all);
    all.addEventListener("click", () => clear(set));
    part.scroll.after(part.empty);
  }

  function clear(set) {
    for (const filter of set.filters) filter.chosen = null;
    set.name = "";
    changed(set);
    set.search.focus();
  }

  // The address.

  function readAddress(set) {
    const asked = new URLSearchParams(location.search);
    for (const filter of set.filters) {
      const value = asked.get(filter.key);
      if (value === null) continue;
      if (filter.choices.has(value)) filter.chosen = value;
      else set.unknown.push(`${filter.label.toLowerCase()} “${value}”`);
    }
    if (set.filters.length) {
      set.name = asked.get(NAME) ?? "";
      const group = asked.get(GROUP);
      if (FILTERS.some((filter) => filter.key === group)) set.group = group;
      else if (group !== null) set.unknown.push(`grouping “${group}”`);
    }
    const sort = asked.get(set.sortName);
    if (!sort) return;
    const key = sort.replace(/^-/, "");
    const known = set.tables.some((part) => part.columns.some((column) => column.key === key));
    if (known) set.sort = { key, direction: sort.startsWith("-") ? "descending" : "ascending" };
    else set.unknown.push(`column “${key}”`);
  }

  function writeAddress(set) {
    const url = new URL(location.href);
    const say = (key, value) => (value === null ? url.searchParams.delete(key) : url.searchParams.set(key, value));
    for (const filter of set.filters) say(filter.key, filter.chosen);
    if (set.filters.length) {
      say(NAME, set.name || null);
      say(GROUP, set.group);
    }
    say(set.sortName, set.sort ? (set.sort.direction === "descending" ? "-" : "") + set.sort.key : null);
    try {
      history.replaceState(history.state, "", url);
    } catch {
      // Some browsers refuse it for a file, or when it comes too often; the table is right all the same.
    }
  }

  // Showing what is asked for.

  function changed(set) {
    set.unknown = [];
    show(set);
    writeAddress(set);
  }

  function show(set) {
    const { ids, all } = choose(set);
    for (const part of set.tables) {
      sortRows(set, part);
      markHeads(set, part);
      drawLine(set, part);
      const none = set.filters.length > 0 && part.rows.every((row) => row.hidden);
      part.scroll.hidden = none;
      if (part.empty) part.empty.hidden = !none;
    }
    set.all = all.size;
    const complete = ids.size === all.size;
    if (set.filters.length) showControls(set, complete);
    // That all are shown is said to those who do not see it.
    set.said?.classList.toggle("pp-hidden", complete && set.sort === null && !set.unknown.length && set.reset.hidden);
    const said = status(set, ids.size, all.size);
    if (set.status.textContent !== said) set.status.textContent = said; // what is the same is not read out again
  }

  /* Hides the rows that do not match, and counts what each choice would show beside the other filters. */
  function choose(set) {
    const ids = new Set(), all = new Set(), name = folded(set.name);
    for (const filter of set.filters) for (const choice of filter.choices.values()) choice.count = 0;
    for (const row of set.rows) {
      const values = set.filters.map((filter) => valuesOf(row, filter.key));
      const fails = set.filters.filter((filter, at) => filter.chosen !== null && !values[at].includes(filter.chosen));
      const named = name === "" || folded(cellOf(row, "project").dataset.sort).includes(name);
      const hidden = fails.length > 0 || !named;
      if (row.hidden !== hidden) row.hidden = hidden;
      if (!hidden) ids.add(row.dataset.id);
      if (all.has(row.dataset.id)) continue;
      all.add(row.dataset.id);
      set.filters.forEach((filter, at) => {
        if (!named || fails.some((other) => other !== filter)) return;
        for (const value of new Set(values[at])) filter.choices.get(value).count += 1;
      });
    }
    return { ids, all };
  }

  /* Rows with equal values keep the plan's own order in both directions. */
  function sortRows(set, part) {
    const column = part.columns.find((one) => one.key === set.sort?.key);
    let rows = part.rows;
    if (column) {
      const sign = set.sort.direction === "descending" ? -1 : 1;
      const compare = column.kind === "text" ? letters.compare : (a, b) => (a === b ? 0 : a - b);
      const keyed = rows.map((row) => ({ row, value: sortValue(row, column), out: "screenedOut" in row.dataset }));
      keyed.sort((a, b) => a.out - b.out || (a.value === null) - (b.value === null)
        || (a.value === null ? 0 : sign * compare(a.value, b.value)));
      rows = keyed.map((one) => one.row);
    }
    if (set.group !== null) rows = inGroups(set, part, rows);
    if (part.body.rows.length !== rows.length || rows.some((row, at) => row !== part.body.rows[at]))
      part.body.replaceChildren(...rows);
  }

  /* The rows below heads of their groups. A row of several tags stands below each: as itself, then as copies of it. */
  function inGroups(set, part, rows) {
    const filter = set.filters.find((one) => one.key === set.group), used = new Set(), grouped = [];
    for (const { value, words } of filter.choices.values()) {
      const here = rows.filter((row) => !row.hidden && valuesOf(row, filter.key).includes(value));
      if (!here.length) continue;
      const head = element("th", { colspan: part.table.tHead.rows[0].cells.length, scope: "rowgroup" }, `${words} (${here.length})`);
      grouped.push(element("tr", { class: "pp-group" }, head));
      for (const row of here) {
        row.classList.remove("pp-beyond");
        grouped.push(used.has(row) ? row.cloneNode(true) : row);
        used.add(row);
      }
    }
    return [...grouped, ...rows.filter((row) => !used.has(row))];
  }

  function markHeads(set, part) {
    for (const column of part.columns) {
      const direction = column.key === set.sort?.key ? set.sort.direction : "none";
      if (direction === "none") column.head.removeAttribute("aria-sort");
      else column.head.setAttribute("aria-sort", direction);
      column.sign.textContent = SIGNS[direction];
    }
    part.table.toggleAttribute("data-reordered", set.sort !== null || set.group !== null);
  }

  /* The line where capacity ends has a meaning in the plan's own order only; there it is above the first row beyond. */
  function drawLine(set, part) {
    const shown = part.rows.filter((row) => !row.hidden);
    const first = shown.findIndex((row) => row.dataset.line === "out");
    part.rows.forEach((row) => row.classList.remove("pp-beyond"));
    if ("lined" in part.table.dataset && set.sort === null && set.group === null && first > 0) shown[first].classList.add("pp-beyond");
  }

  function showControls(set, complete) {
    for (const filter of set.filters) {
      if (!filter.select) continue;
      filter.select.value = filter.chosen === null ? "" : `=${filter.chosen}`;
      for (const { option, words, count } of filter.choices.values()) option.textContent = `${words} (${count})`;
    }
    for (const { button, choice } of set.states) {
      button.textContent = `${choice.words} ${choice.count ?? set.all}`;
      button.setAttribute("aria-pressed", String(set.state.chosen === choice.value));
      const held = choice.value === set.state.chosen || set.rows.some((row) => valuesOf(row, STATE.key).includes(choice.value));
      button.hidden = choice.value !== null && !held;
    }
    set.grouping.value = set.group ?? "";
    if (set.search.value !== set.name) set.search.value = set.name;
    set.reset.hidden = complete && set.name === "" && set.filters.every((filter) => filter.chosen === null);
  }

  function status(set, shown, all) {
    const said = [];
    if (set.filters.length) {
      const projects = all === 1 ? "project" : "projects";
      said.push(shown === all ? `${all} ${projects} shown` : `${shown} of ${all} ${projects} shown`);
    }
    const column = set.tables.flatMap((part) => part.columns).find((one) => one.key === set.sort?.key);
    if (column) said.push(`sorted by ${column.by}, ${WORDS[column.kind][set.sort.direction]}`);
    const sentence = said.length ? `${said.join(", ")}.` : "";
    const unknown = set.unknown.length ? ` The address also asks for ${set.unknown.join(" and ")}: unknown here.` : "";
    return sentence.charAt(0).toUpperCase() + sentence.slice(1) + unknown;
  }

  // The start.

  function begin(name, tables) {
    const set = {
      tables, sort: null, group: null, filters: [], states: [], name: "", unknown: [], rows: tables.flatMap((part) => part.rows),
      sortName: name === PROJECTS ? "sort" : `${name}-sort`,
      status: element("span", { role: "status" }),
    };
    if (set.rows.length < 2) return;
    addSorting(set);
    const room = document.querySelector(`.pp-tools[data-for="${CSS.escape(name)}"]`);
    if (room) {
      const words = JSON.parse(room.dataset.states);
      set.filters = [...FILTERS, { ...STATE, words }].map((filter) => ({ ...filter, chosen: null, choices: new Map() }));
      set.state = set.filters.at(-1);
      for (const filter of set.filters) filter.choices = choicesOf(set, filter);
      addFilters(set, room);
    } else {
      set.status.className = "pp-hidden";
      tables[0].scroll.before(set.status);
    }
    readAddress(set);
    show(set);
    for (const part of tables) {
      part.rows.forEach((row, at) => (row.dataset.place = at));
      part.table.addEventListener("planpress:ranked", () => rankedAnew(set, part));
    }
  }

  function rankedAnew(set, part) {
    part.rows.sort((a, b) => a.dataset.place - b.dataset.place);
    for (const filter of set.filters) {
      filter.choices = choicesOf(set, filter);
      if (filter.select) offer(filter);
    }
    show(set);
  }

  const ready = new WeakSet();

  function start() {
    const byName = new Map();
    for (const table of document.querySelectorAll("table[data-table]")) {
      if (ready.has(table)) continue;
      ready.add(table);
      const name = table.dataset.table;
      byName.set(name, [...(byName.get(name) ?? []), tableOf(table)]);
    }
    for (const [name, tables] of byName) begin(name, tables);
    const moved = document.querySelector("a[data-moved]");
    if (moved) location.replace(moved.href); // an old address leads on
  }

  window.planpressTables = start;
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
