// What a marker says when opened: text nodes only, so that a record's words can neither run nor fetch, and links to
// this server only.

import { addClaims, claimIds, claimsLink, tilde } from "./claims.js";
import { first, list, plain, radiusOf, text, titleOf, whenOf } from "./rows.js";

const MOST_NUMBERS = 4;
// Numbers that are said elsewhere, or say nothing to a reader.
const OTHERWISE_SAID = /^(rowid|radius_km|sources|source_count|claimants|(.*_)?id)$/;

export function fillPopup(marker, config) {
  const popup = marker.getPopup();
  popup.options.minWidth = 240;
  popup.options.maxWidth = Math.min(380, innerWidth - 100);
  popup.options.maxHeight = 330;
  popup.setContent(() => (marker.curate.box ??= filled(popup, marker.curate.row, config)));
}

function filled(popup, row, config) {
  const box = content(row, config);
  addClaims(box, row, config).then(() => popup.isOpen() && popup.update());
  return box;
}

export function content(row, config) {
  const box = element("div", "curate-popup");
  box.append(element("p", "curate-popup-title", titleOf(row)));
  const facts = element("dl");
  for (const [term, ...values] of factsOf(row, config)) {
    const said = values.filter(Boolean);
    if (!said.length) continue;
    facts.append(element("dt", "", term));
    const place = facts.appendChild(element("dd"));
    said.forEach((value) => place.append(element("span", "", value)));
  }
  box.append(facts);
  const links = [...linksOf(row, config.links), ...claimsLink(row, config)];
  if (links.length) box.append(element("p", "curate-popup-links"));
  for (const [name, href] of links) {
    const link = element("a", "", name);
    link.href = href;
    box.lastChild.append(link);
  }
  return box;
}

function element(tag, className = "", words = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (words) {
    made.textContent = words;
    made.dir = "auto";
  }
  return made;
}

function factsOf(row, config) {
  const told = claimIds(row).length > 0 && config.claims; // each claim says who makes it, and in which article
  const sources = first(row, "sources", "source_count", "source_id", "source");
  return [
    ["Type", first(row, "type", "kind")],
    ["When", whenOf(row), stated(row)],
    ["Stated", first(row, "count_stated")],
    ["Claimed by", told ? "" : counted(list(row, "claimed_by", "claimants", "claimant", "claimant_id", "claimant_stated"), "claimant")],
    ["Sources", told ? "" : counted(sources, "source")],
    ["Status", first(row, "status", "stance")],
    ["Where", first(row, "place", "place_id", "place_stated"), first(row, "place_ar", "name_ar"), howSure(row)],
    ["Evidence", first(row, "evidence")],
    ...(told ? [] : numbersOf(row, config)),
  ];
}

// A number says what it counts.
function counted(words, what) {
  return /^\d+$/.test(words) ? `${words} ${what}${words === "1" ? "" : "s"}` : words;
}

// Of a row that rests on no claims, the first numbers that it holds.
function numbersOf(row, { latitude, longitude }) {
  return Object.entries(row)
    .filter(([column, value]) => typeof value === "number" && ![latitude, longitude].includes(column))
    .filter(([column]) => !OTHERWISE_SAID.test(column))
    .slice(0, MOST_NUMBERS)
    .map(([column, value]) => [column.replaceAll("_", " "), String(value)]);
}

function stated(row) {
  const words = first(row, "period_stated");
  return words && `(${words})`;
}

export function howSure(row) {
  const radius = radiusOf(row);
  const within = radius ? `, within about ${radius.toLocaleString("en")} km` : "";
  const kinds = {
    point: `at this place${radius >= 2 ? within : ""}`,
    proxy: `a nearby place stands in${within}`,
    area: `somewhere in this area${within}`,
    line: `somewhere along a line${within}`,
    unknown: "place not known",
  };
  const kind = first(row, "location_kind");
  return kinds[kind] ?? (radius ? `approximate${within}` : kind);
}

// config.links maps a column to the address of the table it points into; ids are encoded as Datasette does.
function linksOf(row, columns) {
  const found = [];
  for (const [column, { table, address }] of Object.entries(columns ?? {})) {
    const id = text(plain(row[column]));
    if (!id) continue;
    const name = found.length ? `Open it in ${table}` : "Open the full record";
    found.push([name, `${address}/${tilde(id)}`]);
  }
  return found;
}

// A popup is a dialog: it has a name, takes the focus, and gives it back to the marker when it closes.
export function returnFocus(map, popup) {
  const box = popup.getElement();
  const marker = popup._source;
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", titleOf(marker?.curate?.row ?? {}));
  const close = box.querySelector(".leaflet-popup-close-button");
  close.setAttribute("role", "button");
  close.setAttribute("aria-label", "Close");
  const words = box.querySelector(".leaflet-popup-content");
  words.tabIndex = 0;
  words.setAttribute("role", "group");
  words.setAttribute("aria-label", "Details");
  words.focus({ preventScroll: true });
  map.once("popupclose", () => (marker?.getElement?.() ?? map.getContainer()).focus({ preventScroll: true }));
}
