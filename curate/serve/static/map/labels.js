// Names on the map: the places of the records first, then the base's by importance. None covers another name, a
// marker or the legend; what finds no room waits for a closer zoom. One canvas, drawn anew after each move; screen
// readers have the markers' own names instead.

import { placeOf } from "./rows.js";

const FONT = 'system-ui, "Segoe UI", "Helvetica Neue", Arial, "Noto Sans", "Noto Sans Arabic", sans-serif';
const STYLES = {
  record: { font: `700 13.5px ${FONT}`, colour: "#1b1a20" },
  country: { font: `600 15px ${FONT}`, colour: "#6d5d76", spacing: "3px", upper: true, centred: true },
  governorate: { font: `italic 500 13px ${FONT}`, colour: "#7d7285", spacing: "0.4px", centred: true },
  water: { font: `italic 500 12.5px ${FONT}`, colour: "#477a98", centred: true },
  city: { font: `600 14px ${FONT}`, colour: "#2f2d33", dot: 3 },
  town: { font: `500 13px ${FONT}`, colour: "#45424a", dot: 2.5 },
  village: { font: `400 12px ${FONT}`, colour: "#66626b", dot: 1.8 },
  road: { font: `700 10.5px ${FONT}`, colour: "#fff", plate: "#94692f", centred: true },
  grid: { font: `400 11px ${FONT}`, colour: "#6b675f", centred: true },
};
const HALO = "rgba(250, 248, 243, 0.92)";

export function drawLabels(L, map, sources) {
  const canvas = L.DomUtil.create("canvas", "curate-labels leaflet-zoom-hide", map.getPane("curate-labels"));
  canvas.setAttribute("aria-hidden", "true");
  const pen = canvas.getContext("2d");
  let waiting = 0;
  const draw = () => {
    const size = map.getSize();
    const ratio = window.devicePixelRatio || 1;
    Object.assign(canvas, { width: size.x * ratio, height: size.y * ratio });
    Object.assign(canvas.style, { width: `${size.x}px`, height: `${size.y}px` });
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([0, 0]));
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const markers = markersShown(L, map);
    const room = new Room(size, [...controlBoxes(map), ...markers.map(({ box }) => box)]);
    const nameless = markers.filter(({ name }) => !name).map(({ box }) => box);
    for (const { name } of markers) if (name) place(pen, map, room, name);
    for (const name of sources.flatMap((list) => list())) place(pen, map, room, beside(map, nameless, name));
  };
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(draw);
  };
  map.on("moveend zoomend resize layeradd layerremove", soon);
  map.on("animationend spiderfied unspiderfied", soon);
  soon();
  return soon;
}

// Boxes already taken, in a coarse grid so that thousands of names are quick to try.
class Room {
  constructor(size, boxes) {
    this.size = size;
    this.cells = new Map();
    boxes.forEach((box) => this.take(box));
  }

  *cellsOf([left, top, right, bottom]) {
    for (let x = Math.floor(left / 64); x <= right / 64; x += 1) {
      for (let y = Math.floor(top / 64); y <= bottom / 64; y += 1) yield `${x},${y}`;
    }
  }

  take(box) {
    for (const cell of this.cellsOf(box)) {
      if (!this.cells.has(cell)) this.cells.set(cell, []);
      this.cells.get(cell).push(box);
    }
  }

  free(box) {
    const [left, top, right, bottom] = box;
    if (left < 2 || top < 2 || right > this.size.x - 2 || bottom > this.size.y - 2) return false;
    for (const cell of this.cellsOf(box)) {
      for (const [l, t, r, b] of this.cells.get(cell) ?? []) {
        if (left < r && right > l && top < b && bottom > t) return false;
      }
    }
    return true;
  }
}

function controlBoxes(map) {
  const frame = map.getContainer().getBoundingClientRect();
  const controls = map.getContainer().querySelectorAll(".leaflet-control");
  return [...controls].map((control) => {
    const { left, top, right, bottom } = control.getBoundingClientRect();
    return [left - frame.left - 3, top - frame.top - 3, right - frame.left + 3, bottom - frame.top + 3];
  });
}

// Every marker in view: its box, and its name, which is its place. A cluster has one if all its records agree.
function markersShown(L, map) {
  const found = [];
  map.eachLayer((layer) => {
    if (!(layer instanceof L.Marker) || !layer.getElement()) return;
    const at = layer.getLatLng();
    const { x, y } = map.latLngToContainerPoint(at);
    const half = layer.getElement().offsetWidth / 2;
    const inside = layer.curate ? [layer] : layer.getChildCount() <= 200 ? layer.getAllChildMarkers() : [];
    const places = new Set(inside.map(({ curate }) => placeOf(curate.row)));
    const [text] = places;
    const name = places.size === 1 && text && text.length <= 40 && { text, at, style: "record", around: half };
    found.push({ box: [x - half, y - half, x + half, y + half], name });
  });
  return found;
}

// A town that lies under a cluster of several places keeps its name, written beside the cluster.
function beside(map, boxes, name) {
  if (!name.dot || name.style === "village") return name;
  const { x, y } = map.latLngToContainerPoint(name.at);
  const box = boxes.find(([left, top, right, bottom]) => left <= x && x <= right && top <= y && y <= bottom);
  if (!box) return name;
  const [left, top, right, bottom] = box;
  const at = map.containerPointToLatLng([(left + right) / 2, (top + bottom) / 2]);
  return { ...name, at, dot: false, around: (right - left) / 2 };
}

function place(pen, map, room, name) {
  const style = STYLES[name.style];
  const text = style.upper ? name.text.toLocaleUpperCase("en") : name.text;
  pen.font = style.font;
  pen.letterSpacing = style.spacing ?? "0px";
  const width = pen.measureText(text).width;
  const height = Number.parseFloat(/([\d.]+)px/.exec(style.font)[1]) + 3;
  const { x, y } = map.latLngToContainerPoint(name.at);
  const dot = name.dot ? style.dot : 0;
  const spot = [x - dot - 1, y - dot - 1, x + dot + 1, y + dot + 1];
  if (dot && !room.free(spot)) return;
  for (const [left, top] of spots(name, style, x, y, width, height, room.size)) {
    const box = [left - 3, top - 1, left + width + 3, top + height + 1];
    if (!room.free(box)) continue;
    room.take(box);
    if (dot) room.take(spot);
    write(pen, style, text, left, top, width, height);
    if (dot) disc(pen, x, y, dot, style.colour);
    return;
  }
}

// Where a name may stand, best first: around its point, or on it where it names an area.
function spots(name, style, x, y, width, height, size) {
  if (name.edge === "bottom") return [[x - width / 2, size.y - height - 24]];
  if (name.edge === "left") return [[5, y - height / 2]];
  if (style.centred) return [0, -24, 24, -48, 48].map((shift) => [x - width / 2, y - height / 2 + shift]);
  const gap = (name.around ?? style.dot) + 4;
  return [
    [x + gap, y - height / 2],
    [x - gap - width, y - height / 2],
    [x - width / 2, y - gap - height],
    [x - width / 2, y + gap],
    [x + gap, y - height],
    [x + gap, y],
  ];
}

function write(pen, style, text, left, top, width, height) {
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  if (style.plate) {
    pen.fillStyle = style.plate;
    pen.beginPath();
    pen.roundRect(left - 3, top - 1, width + 6, height + 1, 3);
    pen.fill();
  } else {
    pen.strokeStyle = HALO;
    pen.lineWidth = 3.5;
    pen.strokeText(text, left, top + height / 2);
  }
  pen.fillStyle = style.colour;
  pen.fillText(text, left, top + height / 2);
}

function disc(pen, x, y, radius, colour) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
  pen.strokeStyle = HALO;
  pen.lineWidth = 1;
  pen.stroke();
}
