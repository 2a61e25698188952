// Markers that speak: a symbol by type, hollow where another place stands in, and a name for who cannot see them.

import { first, placeOf, rowOf, titleOf, typeOf, whenOf } from "./rows.js";
import { assignSymbols, symbolOf, symbolSvg } from "./symbols.js";

const icons = new Map();

export const isProxy = (row) => first(row, "location_kind") === "proxy";

export function dressMarker(L, marker, rows, config) {
  const row = rowOf(marker, rows);
  marker.curate = { row, type: typeOf(row), hollow: isProxy(row) };
  marker.options.riseOnHover = true;
  if (icons.size === 0) assignSymbols(rows.map(typeOf), config.types ?? []);
  const key = `${marker.curate.hollow}:${marker.curate.type}`;
  if (!icons.has(key)) {
    const html = symbolSvg(marker.curate.type, marker.curate.hollow);
    icons.set(key, L.divIcon({ className: "curate-marker", iconSize: [26, 26], html }));
  }
  marker.options.icon = icons.get(key);
}

export function nameMarker(layer) {
  const element = layer.curate && layer.getElement();
  if (!element) return;
  const { row, type } = layer.curate;
  const place = placeOf(row);
  const parts = [titleOf(row), type, whenOf(row), isProxy(row) && place ? `near ${place}` : place];
  element.setAttribute("role", "button");
  element.setAttribute("aria-label", [...new Set(parts.filter(Boolean))].join(", "));
}

// A cluster's number, ringed by the share of each type within it.
export function clusterIcon(L, cluster) {
  const counts = countTypes(cluster.getAllChildMarkers());
  const total = cluster.getChildCount();
  const size = total < 10 ? 34 : total < 100 ? 40 : total < 1000 ? 46 : 54;
  const icon = L.divIcon({ className: "curate-cluster", iconSize: [size, size] });
  icon.createIcon = (old) => {
    const element = L.DivIcon.prototype.createIcon.call(icon, old);
    const words = counts.map(([type, count]) => `${count} ${type}`).join(", ");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", `${total.toLocaleString("en")} records here: ${words}. Opens the group.`);
    element.style.background = ring(counts, total);
    const number = document.createElement("span");
    number.textContent = total.toLocaleString("en");
    element.replaceChildren(number);
    return element;
  };
  return icon;
}

export function countTypes(markers) {
  const counts = new Map();
  for (const { curate } of markers) counts.set(curate.type, (counts.get(curate.type) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function ring(counts, total) {
  let from = 0;
  const stops = counts.map(([type, count]) => {
    const start = from;
    from += count / total;
    return `${symbolOf(type).colour} ${start}turn ${from}turn`;
  });
  return `conic-gradient(${stops.join(",")})`;
}
