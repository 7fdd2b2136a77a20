"use strict";
/* Opened from a folder (file://), the theme asks for its index as a script, and without one its other parts fail too.
   A browser starts no worker there to look through an index: this one is empty, and the theme hides the search field. */
window.__index = { config: { lang: ["en"], separator: "[\\s\\-]+", pipeline: [], fields: {} }, docs: [] };
