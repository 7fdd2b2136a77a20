() => {
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true})
    const luminance = colour => {
        canvas.fillStyle = "#fff"
        canvas.fillRect(0, 0, 1, 1)
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
        const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(each => each / 255).map(
            each => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const found = new Set()
    for (const each of document.querySelectorAll("article :is(p, li, td, th, dd, dt, h1, h2, h3, figcaption, caption, a), article svg text")) {
        if (!each.textContent.trim() || !each.getBoundingClientRect().width || each.closest("svg [fill='none'] title")) continue
        const style = getComputedStyle(each)
        const colour = each.tagName === "text" ? style.fill : style.color
        if (1.05 / (luminance(colour) + 0.05) < 4.5) found.add(`${each.tagName} ${colour} "${each.textContent.trim().slice(0, 40)}"`)
    }
    return [...found]
}
