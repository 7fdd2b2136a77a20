/* Shows how a number was made beside it: on hover, on focus, and on a click, which keeps it open. What is shown is a copy
   of the explanation that the number leads to, on this page or another of the site; where it cannot be had, the link
   leads there.

   Each page of a plan loads this script. A theme that changes pages without a new document (Material's
   navigation.instant) runs it again, and says by document$ that there is another page. */
"use strict";

(() => {
  if (window.planpressWhy) {
    return;
  }
  window.planpressWhy = true;

  const DELAY = 200; // milliseconds: the pointer may pass over a number, and leave it on its way into the popover
  const SHEET = matchMedia("(max-width: 44.9em)"); // on a phone it stands at the foot of the screen
  const GAP = 6; // pixels between the number and the popover

  const pages = new Map(); // address of a page -> promise of its document
  let popover = null;
  let current = null; // the link whose explanation is shown
  let wanted = null; // the link whose explanation is on its way
  let kept = false; // opened by a click: only Escape, another number or a click elsewhere closes it
  let timer = 0;

  const later = (act) => {
    clearTimeout(timer);
    timer = setTimeout(act, DELAY);
  };

  const linkOf = (event) => (event.target instanceof Element ? event.target.closest("a.pp-why") : null);

  const inside = (node) => popover !== null && node instanceof Node && popover.contains(node);

  /* The explanation that a link leads to, as a copy without ids and with addresses that hold on this page. */
  async function explanation(link) {
    const address = new URL(link.href);
    const id = decodeURIComponent(address.hash.slice(1));
    address.hash = "";
    const here = new URL(location.href);
    here.hash = "";
    const page = address.href === here.href ? document : await fetched(address);
    const found = page.getElementById(id);
    if (found === null) {
      throw new Error(`no explanation at ${link.href}`);
    }
    const copy = document.importNode(found, true);
    for (const node of [copy, ...copy.querySelectorAll("[id]")]) {
      node.removeAttribute("id");
    }
    for (const anchor of copy.querySelectorAll("a[href]")) {
      anchor.href = new URL(anchor.getAttribute("href"), address).href;
    }
    return copy;
  }

  function fetched(address) {
    if (address.origin !== location.origin || !address.protocol.startsWith("http")) {
      return Promise.reject(new Error("another page cannot be read from here"));
    }
    if (!pages.has(address.href)) {
      const reading = fetch(address.href).then(async (answer) => {
        if (!answer.ok) {
          throw new Error(`${answer.status} for ${address.href}`);
        }
        return new DOMParser().parseFromString(await answer.text(), "text/html");
      });
      reading.catch(() => pages.delete(address.href));
      pages.set(address.href, reading);
    }
    return pages.get(address.href);
  }

  async function open(link, keep) {
    clearTimeout(timer);
    if (current === link) {
      kept = kept || keep;
      return true;
    }
    wanted = link;
    kept = keep; // from now on: who clicked and moved on still wants to see it
    let copy;
    try {
      copy = await explanation(link);
    } catch {
      const gone = wanted !== link;
      if (!gone) {
        close();
      }
      return gone;
    }
    if (wanted !== link || !link.isConnected) {
      return true;
    }
    close();
    current = link;
    kept = keep;
    link.classList.add("pp-why--open");
    fill(link, copy);
    place();
    const hidden = SHEET.matches ? link.getBoundingClientRect().bottom + GAP - (innerHeight - popover.offsetHeight) : 0;
    if (hidden > 0) {
      scrollBy({ top: hidden, behavior: "instant" }); // the number stays in sight above the sheet
    }
    return true;
  }

  function fill(link, copy) {
    if (popover === null || !popover.isConnected) {
      popover = document.createElement("div");
      popover.className = "pp-popover";
      popover.tabIndex = -1;
      popover.setAttribute("role", "dialog");
      popover.setAttribute("aria-label", "How this number is made");
      popover.addEventListener("keydown", tab);
      (link.closest(".md-typeset") || document.body).append(popover);
    }
    const more = document.createElement("p");
    more.className = "pp-popover__more";
    const anchor = document.createElement("a");
    anchor.href = link.href;
    anchor.textContent = "Sources and calculations";
    more.append(anchor);
    const shut = document.createElement("button");
    shut.type = "button";
    shut.className = "pp-popover__close";
    shut.textContent = "×";
    shut.setAttribute("aria-label", "Close");
    shut.addEventListener("click", () => {
      close();
      link.focus();
      clearTimeout(timer); // the focus that comes back does not open it again
    });
    popover.replaceChildren(shut, copy, more);
    popover.scrollTop = 0;
    popover.hidden = false;
  }

  /* Below the number, or above it where there is more room; never on it, and never beyond the window. */
  function place() {
    if (current === null) {
      return;
    }
    const at = current.getBoundingClientRect();
    if (!current.isConnected || at.bottom < 0 || at.top > innerHeight) {
      close();
      return;
    }
    popover.style.cssText = ""; // as the style sheet has it
    if (SHEET.matches) {
      return;
    }
    const width = document.documentElement.clientWidth;
    const below = innerHeight - at.bottom - 2 * GAP;
    const above = at.top - 2 * GAP;
    const under = popover.offsetHeight <= below || below >= above;
    popover.style.maxHeight = `${Math.min(popover.offsetHeight, under ? below : above)}px`;
    const { offsetWidth, offsetHeight } = popover;
    popover.style.left = `${Math.max(GAP, Math.min(at.left, width - offsetWidth - GAP))}px`;
    popover.style.top = `${under ? at.bottom + GAP : at.top - GAP - offsetHeight}px`;
  }

  function close() {
    clearTimeout(timer);
    wanted = null;
    kept = false;
    if (current !== null) {
      current.classList.remove("pp-why--open");
      current = null;
      popover.hidden = true;
    }
  }

  /* The popover is no trap: behind its last link comes what follows the number, before its first the number itself. */
  function tab(event) {
    if (event.key !== "Tab" || current === null) {
      return;
    }
    const links = [...popover.querySelectorAll("button, a[href]")];
    const atStart = document.activeElement === popover || document.activeElement === links[0];
    if (event.shiftKey && atStart) {
      event.preventDefault();
      current.focus();
    } else if (!event.shiftKey && document.activeElement === links[links.length - 1]) {
      const link = current;
      close();
      link.focus(); // and the key goes on from there
    }
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || kept) {
      return;
    }
    const link = linkOf(event);
    if (link !== null && link !== current) {
      later(() => open(link, false));
    } else if (link !== null || inside(event.target)) {
      clearTimeout(timer);
    }
  });

  document.addEventListener("pointerout", (event) => {
    const leaves = linkOf(event) !== null || inside(event.target);
    const into = event.relatedTarget;
    if (event.pointerType === "touch" || kept || !leaves || inside(into)) {
      return;
    }
    if (!(into instanceof Element) || into.closest("a.pp-why") !== (current || linkOf(event))) {
      later(close);
    }
  });

  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link !== null && link !== current && link.matches(":focus-visible")) {
      later(() => open(link, false));
    } else if (link === null && !inside(event.target) && (current !== null || !kept)) {
      close(); // also what was on its way to a number that the focus has left
    }
  });

  /* Captured, so that it comes before a theme that follows every link itself. */
  const clicked = async (event) => {
    const link = linkOf(event);
    if (link === null) {
      if (current !== null && !inside(event.target)) {
        close();
      }
      return;
    }
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    const byKey = event.detail === 0;
    if (!(await open(link, true))) {
      location.assign(link.href);
    } else if (byKey && current === link) {
      popover.focus();
    }
  };
  document.addEventListener("click", clicked, { capture: true });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || (current === null && wanted === null)) {
      return;
    }
    const link = current;
    const back = inside(document.activeElement);
    close();
    if (back && link !== null) {
      link.focus();
      clearTimeout(timer); // the focus that comes back does not open it again
    }
  });

  const follow = (event) => {
    if (!inside(event.target)) {
      place();
    }
  };
  /* For the style sheet of paper: the theme opens all that is folded for the printer, also what nobody opened. Captured,
     so that it comes before the theme. */
  const mark = () => {
    for (const one of document.querySelectorAll("details:is(.pp-because, .pp-data, .pp-fold)")) {
      one.toggleAttribute("data-read", one.open);
    }
  };
  addEventListener("beforeprint", mark, { capture: true });

  /* A link to the heading of a folded section opens it; the page is longer then, and scrolled to the heading again. */
  const unfold = () => {
    const heading = document.querySelector(":target:is(h2)");
    let next = heading?.nextElementSibling;
    while (next && next.tagName !== "H2" && !next.matches(".pp-fold")) next = next.nextElementSibling;
    if (next?.matches(".pp-fold") && !next.open) {
      next.open = true;
      heading.scrollIntoView();
    }
  };
  addEventListener("hashchange", unfold);
  unfold();

  addEventListener("scroll", follow, { passive: true, capture: true });
  addEventListener("resize", place);
  window.document$?.subscribe(close); // what was explained is gone with its page
})();
