"""How well the text of a page stands out from its ground."""

# Text and what it stands on, by the formula of WCAG 2: the lowest contrast of a page with an example of it.
LOWEST_CONTRAST = """
(() => {
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const part = (value) => { const v = value / 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  let lowest = [99, ""];
  for (const node of document.querySelectorAll("body *:not(svg):not(svg *)")) {
    const own = Array.from(node.childNodes).some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || !node.offsetParent) continue;
    let under = node, ground = [0, 0, 0, 0];
    while (under && ground.length === 4 && ground[3] === 0) {
      ground = numbers(getComputedStyle(under).backgroundColor);
      under = under.parentElement;
    }
    if (ground.length === 4 && ground[3] === 0) ground = [255, 255, 255];
    const [one, two] = [light(numbers(getComputedStyle(node).color)), light(ground)];
    const contrast = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
    if (contrast < lowest[0]) lowest = [contrast, node.className + ": " + node.textContent.slice(0, 40)];
  }
  return lowest;
})()
"""
