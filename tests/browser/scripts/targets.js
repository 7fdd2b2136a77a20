() => {
    // What can be pressed on less than 24 by 24 pixels (WCAG 2.5.8), as a pointer finds it. A link inside a sentence is as
    // high as its line. A window as tall as the page must show all of it.
    const found = new Set()
    const words = each => [...each.childNodes].filter(one => one.nodeType === Node.TEXT_NODE).map(one => one.data).join("").trim()
    for (const each of document.querySelectorAll("a[href], button, summary, select, input:not([type=hidden]), [role=button]")) {
        const shown = {opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true}
        const [box] = [...each.getClientRects()].sort((one, other) => other.width * other.height - one.width * one.height)
        if (!box?.width || !each.checkVisibility(shown) || each.closest(".pp-hidden, .md-skip, svg")) continue
        if (getComputedStyle(each).display === "inline" && /\w/.test(words(each.parentElement))) continue
        const at = [box.x + box.width / 2, box.y + box.height / 2]
        const hits = (x, y) => {
            const hit = document.elementFromPoint(x, y)
            return hit && (each.contains(hit) || hit.contains(each) && hit.closest("label") || hit.control === each)
        }
        const frame = each.closest(".pp-scroll")?.getBoundingClientRect()
        if (frame && (box.x < frame.x || box.right > frame.right)) continue // scrolled half out of sight
        if (box.right <= 0 || box.x >= innerWidth || !hits(...at)) continue // out of sight, or something lies over it
        const steps = [...Array(80).keys()].map(step => step / 2 - 20)
        const wide = steps.filter(step => hits(at[0] + step, at[1])).length / 2
        const high = steps.filter(step => hits(at[0], at[1] + step)).length / 2
        if (Math.min(wide, high) < 23.5) found.add(`${each.tagName}.${each.className} ${wide} x ${high} in ${each.parentElement.tagName}.${each.parentElement.className}: "${each.textContent.trim().slice(0, 30)}"`)
    }
    return [...found]
}
