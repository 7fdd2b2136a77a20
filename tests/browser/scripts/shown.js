values => {
  const fields = [...document.querySelectorAll("fieldset.pp-what-if input[type=number]")];
  fields.forEach((field, at) => {
    field.value = values[at];
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  const text = (row, name) => row.querySelector(`[data-cell="${CSS.escape(name)}"]`)?.innerText ?? null;
  return {
    said: document.querySelector(".pp-said").textContent,
    caption: document.querySelector("fieldset.pp-what-if").closest("figure").querySelector("figcaption").textContent,
    projects: [...document.querySelectorAll('table[data-table="projects"] tbody tr')].map(row => ({
      id: row.dataset.id, line: row.dataset.line ?? null, rank: text(row, "rank"), priority: text(row, "priority"),
      impact: text(row, "impact"), feasibility: text(row, "feasibility"), range: text(row, "range"),
      bars: ["impact", "feasibility"].map(name => row.querySelector(`[data-cell=${name}] .pp-bar__fill`)?.getAttribute("d") ?? null),
      beyond: row.classList.contains("pp-beyond"),
    })),
    models: [...document.querySelectorAll("table[data-table=models] tr[data-id]")].map(row => ({
      model: row.dataset.id, chosen: row.classList.contains("pp-chosen"), verdict: text(row, "verdict"),
    })),
  };
}
