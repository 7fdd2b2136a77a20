() => [...document.querySelectorAll(".pp-chart svg")].filter(each => each.getBoundingClientRect().width).map(svg => {
    const frame = svg.getBoundingClientRect(), view = svg.viewBox.baseVal, scale = view.width / frame.width
    const texts = [...svg.querySelectorAll("text")].filter(each => each.textContent.trim()).map(each => {
        const box = each.getBoundingClientRect()
        return {said: each.textContent.trim(), left: (box.left - frame.left) * scale, right: (box.right - frame.left) * scale,
                top: (box.top - frame.top) * scale, bottom: (box.bottom - frame.top) * scale}
    })
    return {figure: svg.closest("figure").querySelector("figcaption").textContent.trim(), width: view.width, height: view.height, texts}
})
