() => {
  // The words of a window as they are read: of each line the letters inside of it, nothing that is only heard.
  const { innerWidth: width, innerHeight: height } = window, words = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (!node.textContent.trim() || !node.parentElement.checkVisibility({ visibilityProperty: true })) continue;
    if (node.parentElement.closest(".pp-hidden, script, style, svg, select")) continue;
    range.selectNodeContents(node);
    const { top, bottom, left, right } = range.getBoundingClientRect();
    if (bottom > top && right > left && top >= 0 && bottom <= height && left >= 0 && right <= width + 1) words.push(node.textContent);
  }
  return words.join(" ").replace(/\s+/g, " ");
}
