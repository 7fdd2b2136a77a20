for (const element of document.querySelectorAll("article *")) {
  element.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
  const href = element.getAttribute("href") ?? "javascript:";
  if (/^\W*(j|data:)/i.test(href)) element.click();
}
