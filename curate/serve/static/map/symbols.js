// A shape and a colour for each type of record, about no subject: the term decides. Both differ, so the map can be
// read without colour. A term keeps its symbol while the page is open.

export const SHAPES = {
  circle: "M12 3.5a8.5 8.5 0 1 0 0 17a8.5 8.5 0 1 0 0-17z",
  square: "M4.5 4.5h15v15h-15z",
  triangle: "M12 2.5L22 20H2z",
  diamond: "M12 1.5L22.5 12L12 22.5L1.5 12z",
  hexagon: "M6.8 3h10.4l5.3 9l-5.3 9H6.8L1.5 12z",
  wedge: "M12 21.5L22 4H2z",
  star: "M12 1l3.1 7.1l7.7.7l-5.8 5.1l1.7 7.6L12 17.5l-6.7 4l1.7-7.6L1.2 8.8l7.7-.7z",
  cross: "M8.2 2h7.6v6.2H22v7.6h-6.2V22H8.2v-6.2H2V8.2h6.2z",
};
export const COLOURS = ["#25262b", "#0b62a8", "#a6195c", "#b34700", "#706200", "#00705a", "#6a3fa0", "#85452a"];

const NAMES = Object.keys(SHAPES);
const given = new Map();

function symbol(slot) {
  const turn = Math.floor(slot / NAMES.length);
  return { shape: NAMES[slot % NAMES.length], colour: COLOURS[(slot + turn * 3) % COLOURS.length] };
}

function preferred(term) {
  let hash = 7;
  for (const letter of term) hash = (hash * 31 + letter.codePointAt(0)) % 65521;
  return hash % NAMES.length;
}

// Terms of a vocabulary come first and in its order; any other takes the free slot nearest to the one it hashes to.
export function assignSymbols(terms, vocabulary = []) {
  const taken = new Set([...given.values()].map((entry) => entry.slot));
  for (const term of [...vocabulary, ...[...terms].sort()]) {
    if (given.has(term)) continue;
    let slot = vocabulary.includes(term) ? 0 : preferred(term);
    while (taken.has(slot)) slot += 1;
    taken.add(slot);
    given.set(term, { slot, ...symbol(slot) });
  }
}

export function symbolOf(term) {
  if (!given.has(term)) assignSymbols([term]);
  return given.get(term);
}

// Built from the constants above only: no text of a record enters this markup.
export function symbolSvg(term, hollow) {
  const { shape, colour } = symbolOf(term);
  const paint = hollow
    ? `fill="#fff" stroke="${colour}" stroke-width="3" stroke-dasharray="3.2 2"`
    : `fill="${colour}" stroke="#fff" stroke-width="1.6"`;
  return `<svg viewBox="-1 -1 26 26" aria-hidden="true" focusable="false"><path d="${SHAPES[shape]}" ${paint}/></svg>`;
}
