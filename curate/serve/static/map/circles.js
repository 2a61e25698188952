// A circle of radius_km where a place is approximate: somewhere in here, not at the marker's point.

import { first, radiusOf } from "./rows.js";

const LARGE_KM = 2;
const MOST = 400;

export function isApproximate(row) {
  const radius = radiusOf(row);
  return radius >= LARGE_KM || (radius > 0 && ["proxy", "area"].includes(first(row, "location_kind")));
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
      L.circle(at, { ...style, radius }).addTo(drawn);
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
