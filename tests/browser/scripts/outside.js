() => [...document.querySelectorAll("svg text")].flatMap((text) => {
  const [inner, outer] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
  const over = Math.max(outer.left - inner.left, inner.right - outer.right, outer.top - inner.top, inner.bottom - outer.bottom);
  return over > 1 ? [`${text.closest("figure").title}: ${text.textContent} by ${over.toFixed(1)}`] : [];
})
