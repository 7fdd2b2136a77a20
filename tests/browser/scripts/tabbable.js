() => {
    const all = "a[href], button, input, select, textarea, summary, [tabindex], .pp-scroll"
    const seen = each => {
        const box = each.getBoundingClientRect()
        return box.width > 0 && box.height > 0 && each.checkVisibility({visibilityProperty: true, opacityProperty: true})
    }
    const found = [...document.querySelectorAll("article")].flatMap(each => [...each.querySelectorAll(all)]).filter(
        each => seen(each) && !each.disabled && each.tabIndex >= 0)
    found.forEach((each, at) => { each.dataset.tested = at })
    return found.map(each => each.outerHTML.slice(0, 120))
}
