// A circle of radius_km where a place is approximate: somewhere in here, not at the marker's point.

import { first, radiusOf } from "./rows.js";

const LARGE_KM = 2;
const MOST = 400;
// A circle that fills a good part of the view is only a thin line: shading would hide what lies inside.
const WIDE_PIXELS = 110;

// A point with a radius is a town with its extent; without a kind, only the radius can tell.
export function isApproximate(row) {
  const radius = radiusOf(row);
  const kind = first(row, "location_kind");
  return kind ? radius > 0 && ["proxy", "area"].includes(kind) : radius >= LARGE_KM;
}

export function drawCircles(L, map, group) {
  const drawn = L.layerGroup().addTo(map);
  const style = {
    renderer: L.canvas({ pane: "curate-circles" }),
    interactive: false,
    color: "#3d3a45",
    weight: 1.4,
    dashArray: "5 4",
    fillColor: "#3d3a45",
    fillOpacity: 0.06,
  };
  let known = new Map();
  const redraw = () => {
    drawn.clearLayers();
    const metres = (40075016 * Math.cos((map.getCenter().lat * Math.PI) / 180)) / (256 * 2 ** map.getZoom());
    let count = 0;
    for (const { at, radius, bounds } of known.values()) {
      if (radius / metres < 14 || count === MOST || !map.getBounds().intersects(bounds)) continue;
      const wide = radius / metres > WIDE_PIXELS;
      L.circle(at, { ...style, radius, fill: !wide, ...(wide && { weight: 1, opacity: 0.35 }) }).addTo(drawn);
      count += 1;
    }
  };
  map.on("moveend", redraw);
  return () => {
    known = new Map();
    for (const marker of group.getLayers()) {
      if (!isApproximate(marker.curate.row)) continue;
      const at = marker._preSpiderfyLatlng ?? marker.getLatLng();
      const radius = radiusOf(marker.curate.row) * 1000;
      known.set(`${at.lat},${at.lng},${radius}`, { at, radius, bounds: at.toBounds(2 * radius) });
    }
    redraw();
  };
}
