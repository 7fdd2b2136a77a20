() => [...document.querySelectorAll(".pp-chart svg")].filter(each => each.getBoundingClientRect().width).flatMap(svg => {
    // Boxes of letters hold the room of accents and descenders; below so many units of the drawing nothing is seen to touch.
    const [room, acrossLeast, upwardLeast] = [0.8, 2, 3]
    const frame = svg.getBoundingClientRect(), view = svg.viewBox.baseVal, scale = view.width / frame.width
    const figure = svg.closest("figure").querySelector("figcaption").textContent.trim()
    const texts = [...svg.querySelectorAll("text")].filter(each => each.textContent.trim()).map(each => {
        const box = each.getBoundingClientRect()
        return {said: each.textContent.trim(), left: (box.left - frame.left) * scale, right: (box.right - frame.left) * scale,
                top: (box.top - frame.top) * scale, bottom: (box.bottom - frame.top) * scale}
    })
    const leave = texts.filter(one => one.left < -room || one.top < -room || one.right > view.width + room || one.bottom > view.height + room)
    const meet = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > acrossLeast
        && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > upwardLeast
    return [...leave.map(one => `${figure}: "${one.said}" leaves the drawing`), ...texts.flatMap((one, at) =>
        texts.slice(0, at).filter(other => meet(one, other)).map(other => `${figure}: "${one.said}" meets "${other.said}"`))]
})
