() => {
    const found = []
    for (const cell of document.querySelectorAll("article .pp-table :is(th, td)")) {
        const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
        for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            for (const word of node.data.matchAll(/[\p{L}\d]{1,11}(?![\p{L}\d])/gu)) {
                const range = document.createRange()
                range.setStart(node, word.index)
                range.setEnd(node, word.index + word[0].length)
                if (new Set([...range.getClientRects()].filter(one => one.width).map(one => Math.round(one.top))).size > 1) found.push(word[0])
            }
        }
    }
    return found
}
