/* The words that a reader of a project's page meets before anything is unfolded: outside its story and its drawings. */
() => {
  const words = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) words.push(...(node.textContent.match(/\S+/g) ?? []));
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches("svg, script, style, .pp-hidden, .pp-story > :first-child")) return;
    const closed = node.matches("details:not([open])");
    for (const child of node.childNodes) if (!closed || child.nodeName === "SUMMARY") walk(child);
  };
  walk(document.querySelector(".md-content article"));
  return words;
}
