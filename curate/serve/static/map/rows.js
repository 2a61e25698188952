// What cluster-map loads, kept whole. Its own popups turn a row into HTML; ours never do, so it is handed no more
// than coordinates and a number by which the marker finds its row again.

const KEY = "curate_row";

export function keepRows(config) {
  const rows = [];
  const fetchAny = window.fetch;
  window.fetch = async (resource, options) => {
    const response = await fetchAny.call(window, resource, options);
    const url = new URL(resource instanceof Request ? resource.url : resource, location.href);
    const ofMap = url.pathname === `${location.pathname}.json` && url.searchParams.getAll("_extra").includes("next_url");
    if (!ofMap) return response;
    const page = await response.json();
    page.rows = (page.rows ?? []).map((row) => {
      const given = Object.fromEntries(
        [config.latitude, config.longitude].map((column) => [column, plain(row[column])]),
      );
      given[KEY] = rows.push(row) - 1;
      return given;
    });
    Object.defineProperty(response, "json", { value: async () => page });
    return response;
  };
  return rows;
}

export function rowOf(marker, rows) {
  const number = new RegExp(`<dt>${KEY}</dt><dd>(\\d+)<`).exec(marker.getPopup().getContent());
  return number ? rows[number[1]] : {};
}

// A cell as text: Datasette gives a foreign key as {value, label}.
export function text(cell) {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "object" && "label" in cell) return String(cell.label ?? cell.value ?? "");
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

// The key itself, where text() gives its label.
export function plain(cell) {
  return cell !== null && typeof cell === "object" && "value" in cell ? cell.value : cell;
}

// The first of these columns that says something.
export function first(row, ...columns) {
  for (const column of columns) {
    const found = text(row[column]).trim();
    if (found) return found;
  }
  return "";
}

// A column that may hold a JSON list, as words.
export function list(row, ...columns) {
  const found = first(row, ...columns);
  if (!found.startsWith("[")) return found;
  try {
    return JSON.parse(found).map(text).join(", ");
  } catch {
    return found;
  }
}

export const typeOf = (row) => first(row, "type", "kind") || "record";
export const titleOf = (row) => first(row, "title", "label", "name", "place", "text", "id") || "Record";
export const placeOf = (row) => first(row, "place", "place_id", "place_stated", "name", "title");

export function radiusOf(row) {
  const radius = Number(plain(row.radius_km));
  return Number.isFinite(radius) && radius > 0 ? radius : 0;
}

export function whenOf(row) {
  const [start, end] = [first(row, "start_date"), first(row, "end_date")];
  if (start && end && start !== end) return `${start} to ${end}`;
  return start || end || first(row, "period", "date", "published_on");
}
