at => {
  const range = document.querySelector("fieldset.pp-what-if input[type=range]");
  range.value = at;
  range.dispatchEvent(new Event("input", { bubbles: true }));
  return {
    cutOff: range.getAttribute("aria-valuetext"),
    values: Object.fromEntries([...document.querySelectorAll("fieldset.pp-what-if dl > div")].map(one =>
      [one.querySelector("dt").textContent, one.querySelector("dd").textContent])),
    said: document.querySelector("fieldset.pp-what-if .pp-said").textContent,
    rings: [...document.querySelectorAll(".pp-desk .pp-ring")].map(ring =>
      ring.hasAttribute("hidden") ? null : ["cx", "cy"].map(name => Number(ring.getAttribute(name)))),
  };
}
