() => {
    // Every text that can be seen, with the contrast that it has to what is painted below it, where that is less than 4.5
    // to 1, or 3 to 1 of large letters. A window as tall as the page must show all of it.
    const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true})
    const over = (below, colour, opacity) => {
        canvas.globalAlpha = 1
        canvas.fillStyle = `rgb(${below})`
        canvas.fillRect(0, 0, 1, 1)
        canvas.globalAlpha = opacity
        canvas.fillStyle = colour
        canvas.fillRect(0, 0, 1, 1)
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3)
    }
    const luminance = colour => {
        const [r, g, b] = colour.map(each => each / 255).map(each => each <= 0.03928 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const opacity = each => each ? Number(getComputedStyle(each).opacity) * opacity(each.parentElement) : 1
    // A gradient from a colour to the same one is a colour.
    const tint = image => {
        const stops = [...new Set(image.match(/(?:rgb|color)a?\([^()]*\)/g) ?? [])]
        return stops.length === 1 ? stops[0] : "transparent"
    }
    const painted = (each, at) => {
        const style = getComputedStyle(each)
        if (each instanceof SVGGeometryElement) {
            const point = new DOMPoint(at.x, at.y).matrixTransform(each.getScreenCTM().inverse())
            return style.fill !== "none" && each.isPointInFill(point) ? [style.fill, Number(style.fillOpacity)] : ["transparent", 1]
        }
        return [style.backgroundColor, 1, tint(style.backgroundImage)]
    }
    const found = new Set()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const each = node.parentElement
        if (!node.data.trim() || each.closest("script, style, title, desc, [aria-hidden='true'] :not(*)")) continue
        const range = document.createRange()
        range.selectNodeContents(node)
        const box = [...range.getClientRects()].find(one => one.width > 1 && one.height > 1)
        if (!box || !each.checkVisibility({opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true})) continue
        const at = {x: box.x + box.width / 2, y: box.y + box.height / 2}
        const stack = document.elementsFromPoint(at.x, at.y)
        const own = stack.findIndex(one => one === each || one.contains(each))
        if (own < 0 || (own > 0 && !each.contains(stack[0]) && stack[0].closest("svg") !== each.closest("svg"))) continue // something lies over it
        let below = [255, 255, 255]
        for (const one of stack.slice(own).filter(one => one !== each || !(each instanceof SVGElement)).reverse()) {
            const [colour, alpha, image] = painted(one, at)
            below = over(below, colour, alpha * opacity(one))
            if (image) below = over(below, image, opacity(one))
        }
        const style = getComputedStyle(each)
        const ink = over(below, each instanceof SVGElement ? style.fill : style.color, opacity(each))
        const [pale, dark] = [luminance(ink), luminance(below)].sort((one, other) => other - one)
        const size = parseFloat(style.fontSize)
        const needed = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5
        const contrast = (pale + 0.05) / (dark + 0.05)
        if (contrast < needed) found.add(`${contrast.toFixed(2)} ${each.tagName}.${each.getAttribute("class") ?? ""} in ${each.closest("[class*='pp-']")?.getAttribute("class") ?? ""}: rgb(${ink}) on rgb(${below}): "${node.data.trim().slice(0, 40)}"`)
    }
    return [...found]
}
