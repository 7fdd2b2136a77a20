() => [...document.querySelectorAll(".pp-chart svg, article h2")].map(each => {
    const box = each.getBoundingClientRect()
    return [box.left, box.top + scrollY, box.width, box.height].map(side => Math.round(side * 10) / 10)
})
