// The claims that a row was made of, in the words that state them: asked of this server when a popup opens.

import { plain, text } from "./rows.js";

const MOST = 20;

export function claimIds(row) {
  const found = text(row.claim_ids);
  try {
    return found.startsWith("[") ? JSON.parse(found).map(String) : [];
  } catch {
    return [];
  }
}

// A link to the table of exactly these claims.
export function claimsLink(row, config) {
  const ids = claimIds(row);
  if (!ids.length || !config.claims) return [];
  const name = ids.length === 1 ? "The claim in the table" : `All ${ids.length.toLocaleString("en")} claims in the table`;
  return [[name, `${config.claims}?${new URLSearchParams({ id__in: JSON.stringify(ids) })}`]];
}

// Fills `box` with the first claims; where they cannot be had, the link to them stays.
export async function addClaims(box, row, config) {
  const ids = claimIds(row).slice(0, MOST);
  if (!ids.length || !config.claims) return;
  const asked = { id__in: JSON.stringify(ids), _shape: "array", _labels: "on", _size: MOST, _nofacet: 1, _nocount: 1 };
  const answer = await fetch(`${config.claims}.json?${new URLSearchParams(asked)}`).catch(() => null);
  if (!answer?.ok) return;
  const list = document.createElement("ul");
  list.className = "curate-popup-claims";
  for (const claim of await answer.json()) list.append(item(claim, config));
  box.querySelector("dl").after(list);
}

function item(claim, config) {
  const made = document.createElement("li");
  const stance = text(claim.stance) === "asserts" ? "" : ` (${text(claim.stance)})`;
  const words = document.createElement("a");
  words.href = `${config.articles}/${tilde(String(plain(claim.source_id)))}#${encodeURIComponent(claim.id)}`;
  words.append(own(`“${text(claim.evidence) || text(claim.label)}”`));
  made.append(words, own(`${text(claim.claimant_id) || "the article itself"}${stance}`), " · ", own(text(claim.source_id)));
  return made;
}

// Words of a record, as text and in their own direction.
function own(words) {
  const made = document.createElement("span");
  made.dir = "auto";
  made.textContent = words;
  return made;
}

// An id as Datasette writes it in addresses.
export function tilde(id) {
  const bytes = [...new TextEncoder().encode(id)];
  const kept = (byte) => /[A-Za-z0-9_-]/.test(String.fromCharCode(byte)) && byte < 128;
  const hex = (byte) => byte.toString(16).toUpperCase().padStart(2, "0");
  return bytes.map((b) => (kept(b) ? String.fromCharCode(b) : b === 32 ? "+" : `~${hex(b)}`)).join("");
}
