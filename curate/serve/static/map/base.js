// What lies under the markers: the project's own base file, drawn here, and a plain grid of degrees where it ends or
// where there is none.

const STYLES = {
  sea: { fill: true, fillColor: "#cfdfe8", fillOpacity: 1, stroke: false },
  land: { fill: true, fillColor: "#f6f3ec", fillOpacity: 1, stroke: false },
  lake: { fill: true, fillColor: "#cfdfe8", fillOpacity: 1, color: "#9bbdd0", weight: 0.8 },
  river: { color: "#93bad0", weight: 1.7 },
  stream: { color: "#93bad0", weight: 1.3 },
  coast: { color: "#9fb4bf", weight: 1 },
  governorate: { color: "#b5adb8", weight: 1.1, dashArray: "6 4" },
  border: { color: "#84748c", weight: 1.8 },
  disputed: { color: "#84748c", weight: 1.8, dashArray: "1.5 5" },
  road: { color: "#b98a4e", weight: 1.8, dashArray: "8 5" },
};
const ORDER = ["land", "lake", "pond", "river", "stream", "coast", "governorate", "border", "road"];
const FIRST_ZOOM = { stream: 8, pond: 8, governorate: 6, road: 7 };

// Gives {bounds, credits, note, has, labels}: labels() lists the names that the view may show, most important first.
export async function drawBase(L, map, url) {
  const base = { bounds: null, credits: [], note: "", has: new Set(), labels: () => [] };
  if (!url) return base;
  let file;
  try {
    const response = await fetch(url, { credentials: "same-origin" });
    if (!response.ok) throw new Error(response.status);
    file = await response.json();
  } catch {
    base.note = "The base map could not be loaded; the grid shows degrees.";
    return base;
  }
  const shapes = file.features.filter(({ properties }) => ORDER.includes(properties.layer));
  const [west, south, east, north] = file.bbox ?? L.geoJSON(shapes).getBounds().toBBoxString().split(",").map(Number);
  base.bounds = L.latLngBounds([south, west], [north, east]);
  base.credits = file.credits ?? [];
  base.note = file.note ?? "";
  const frame = { pane: "curate-base", renderer: L.canvas({ pane: "curate-base", padding: 0.4 }), interactive: false };
  L.rectangle(base.bounds, { ...frame, ...STYLES.sea }).addTo(map);
  for (const layer of ORDER) {
    const features = shapes.filter(({ properties }) => properties.layer === layer);
    if (!features.length) continue;
    base.has.add(layer);
    if (features.some(({ properties }) => properties.disputed)) base.has.add("disputed");
    const style = ({ properties }) => ({ fill: false, ...STYLES[styleOf(properties)] });
    fromZoom(map, L.geoJSON(features, { ...frame, style }), FIRST_ZOOM[layer] ?? 0);
  }
  const names = [...namesIn(file)].sort((a, b) => a.order - b.order);
  base.labels = () => {
    const [view, zoom] = [map.getBounds(), map.getZoom()];
    return names.filter(({ at, rank, until }) => rank <= zoom && zoom <= until && view.contains(at));
  };
  return base;
}

function styleOf({ layer, disputed }) {
  if (layer === "pond") return "lake";
  return layer === "border" && disputed ? "disputed" : layer;
}

function fromZoom(map, layer, zoom) {
  const show = () => (map.getZoom() >= zoom ? layer.addTo(map) : layer.remove());
  map.on("zoomend", show);
  show();
}

const KINDS = {
  country: { style: "country", until: 9, order: 1 },
  governorate: { style: "governorate", until: 11, order: 8.5 },
  water: { style: "water", until: 18, order: 9.5 },
};

function* namesIn(file) {
  for (const { properties, geometry } of file.features) {
    if (properties.layer === "label") {
      const [lng, lat] = geometry.coordinates;
      yield { text: properties.name, at: { lat, lng }, rank: properties.rank, ...KINDS[properties.kind] };
    }
    if (properties.layer === "towns") {
      const { rank, names } = properties;
      const style = rank <= 7 ? "city" : rank <= 10 ? "town" : "village";
      for (const [number, [lng, lat]] of geometry.coordinates.entries()) {
        yield { text: names[number], at: { lat, lng }, rank, until: 18, order: rank, style, dot: true };
      }
    }
    if (properties.layer === "road") {
      const { coordinates } = geometry;
      for (let leg = 2; leg < coordinates.length; leg += 3) {
        const [[lng, lat], [lng2, lat2]] = [coordinates[leg - 1], coordinates[leg]];
        const at = { lat: (lat + lat2) / 2, lng: (lng + lng2) / 2 };
        yield { text: properties.name, at, rank: 8, until: 18, order: 7.5, style: "road" };
      }
    }
  }
}

const STEPS = [60, 30, 15, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01];

// Lines of latitude and longitude, wherever the view leaves the base. Gives their labels.
export function drawGrid(L, map, base) {
  const lines = L.layerGroup().addTo(map);
  const renderer = L.canvas({ pane: "curate-grid" });
  const style = { renderer, pane: "curate-grid", interactive: false, color: "#b9b4a8", weight: 1 };
  let labels = [];
  const redraw = () => {
    lines.clearLayers();
    labels = [];
    const view = map.getBounds();
    if (base.bounds?.contains(view)) return;
    const [south, north] = [Math.max(view.getSouth(), -85), Math.min(view.getNorth(), 85)];
    const [west, east] = [view.getWest(), view.getEast()];
    const width = Math.max(1, map.getSize().x / 140);
    const step = STEPS.findLast((size) => (east - west) / size <= width) ?? STEPS[0];
    const digits = step < 0.1 ? 2 : step < 1 ? 1 : 0;
    for (let lng = Math.ceil(west / step) * step; lng <= east; lng += step) {
      L.polyline([[south, lng], [north, lng]], style).addTo(lines);
      labels.push({ text: degrees(lng, "E", "W", digits), at: { lat: south, lng }, style: "grid", edge: "bottom" });
    }
    for (let lat = Math.ceil(south / step) * step; lat <= north; lat += step) {
      L.polyline([[lat, west], [lat, east]], style).addTo(lines);
      labels.push({ text: degrees(lat, "N", "S", digits), at: { lat, lng: west }, style: "grid", edge: "left" });
    }
  };
  map.on("moveend", redraw);
  redraw();
  return () => labels;
}

function degrees(value, positive, negative, digits) {
  const turned = positive === "E" ? ((((value + 180) % 360) + 360) % 360) - 180 : value;
  const words = Math.abs(turned).toFixed(digits);
  const none = Number(words) === 0 || Number(words) === 180;
  return `${words}°${none ? "" : turned > 0 ? positive : negative}`;
}
