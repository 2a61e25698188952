// The legend: what each symbol means and how many there are; and whom the base is owed to.

import { isApproximate } from "./circles.js";
import { countTypes, isProxy } from "./markers.js";
import { symbolSvg } from "./symbols.js";

export function addLegend(L, map, group, rows, base) {
  const control = L.control({ position: "bottomright" });
  const box = document.createElement("div"); // no <details>: Datasette closes all of those at any click elsewhere
  box.className = "curate-panel curate-legend";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Legend";
  const list = document.createElement("ul");
  const note = document.createElement("p");
  note.textContent = base.note;
  box.append(button, list, note);
  const open = (yes) => {
    button.setAttribute("aria-expanded", yes);
    list.hidden = !yes;
    note.hidden = !yes || !base.note;
    map.fire("resize");
  };
  button.addEventListener("click", () => open(list.hidden));
  open(map.getSize().x > 640);
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  control.onAdd = () => box;
  control.addTo(map);
  return () => {
    const markers = group.getLayers();
    const shown = markers.map(({ curate }) => curate.row);
    list.replaceChildren();
    for (const [type, count] of countTypes(markers)) {
      const item = entry(symbolSvg(type, false), `${type} (${count.toLocaleString("en")})`);
      item.dataset.type = type;
      list.append(item);
    }
    const hollow = shown.find(isProxy) && markers.find(({ curate }) => curate.hollow).curate.type;
    if (hollow) list.append(entry(symbolSvg(hollow, true), "hollow: a nearby place stands in"));
    if (shown.some(isApproximate)) list.append(entry(sample("circle"), "somewhere in the circle"));
    if (base.has.has("disputed")) list.append(entry(sample("disputed"), "disputed or unclear border"));
    if (base.has.has("road")) list.append(entry(sample("road"), "main road, schematic"));
    const missing = rows.length - markers.length;
    if (missing) list.append(entry("", `${missing.toLocaleString("en")} without a place: not on the map`));
  };
}

// `markup` is built from our own constants; the words are a text node.
function entry(markup, words) {
  const item = document.createElement("li");
  const symbol = item.appendChild(document.createElement("span"));
  symbol.innerHTML = markup;
  const text = item.appendChild(document.createElement("span"));
  text.dir = "auto";
  text.textContent = words;
  return item;
}

const LINES = { disputed: 'stroke="#84748c" stroke-dasharray="1.5 5"', road: 'stroke="#b98a4e" stroke-dasharray="8 5"' };

function sample(kind) {
  const shape =
    kind === "circle"
      ? '<circle cx="12" cy="12" r="10" fill="#3d3a4518" stroke="#3d3a45" stroke-dasharray="4 3"/>'
      : `<path d="M0 12h26" stroke-width="2.2" ${LINES[kind]}/>`;
  return `<svg viewBox="-1 -1 26 26" aria-hidden="true" focusable="false">${shape}</svg>`;
}

export function addCredits(L, map, base) {
  const control = L.control({ position: "bottomright" });
  const box = L.DomUtil.create("div", "curate-credits");
  const write = (online) => {
    box.replaceChildren(...base.credits.flatMap((credit, at) => [at ? " · " : "Base: ", creditOf(credit)]));
    if (online) box.append(`${box.textContent ? " · " : ""}Tiles: ${online}`);
  };
  map.on("curate:tiles", ({ on, attribution }) => write(on ? attribution : ""));
  write("");
  control.onAdd = () => box;
  control.addTo(map);
  box.parentElement?.append(box);
}

function creditOf({ text, licence, url }) {
  const words = licence ? `${text} (${licence})` : text;
  if (!/^https?:\/\//.test(url ?? "")) return document.createTextNode(words);
  const link = document.createElement("a");
  Object.assign(link, { href: url, textContent: words, rel: "noopener noreferrer" });
  return link;
}
