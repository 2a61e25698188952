// Which view is shown. The part of the address after "#", #map=zoom/latitude/longitude, is never sent by a browser:
// a shared view stays between those who share it.

const FORM = /^#map=(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/;

// cluster-map fits the map to its rows after every page of them. We let it, but never closer than a town, and not
// once the address asks for a view or someone has moved the map. Call the result before each page of rows.
export function followAddress(map) {
  const asked = FORM.exec(location.hash);
  const fit = map.fitBounds;
  let touched = false;
  let hold = false;
  map.fitBounds = (bounds, options) => {
    if (hold || !bounds.isValid()) return map;
    return fit.call(map, bounds, { maxZoom: Math.max(11, map.getZoom() + 2), padding: [40, 40], ...options });
  };
  for (const kind of ["pointerdown", "keydown", "wheel"]) {
    map.getContainer().addEventListener(kind, () => (touched = true), { passive: true });
  }
  map.on("moveend", () => {
    if (!touched) return;
    const { lat, lng } = map.getCenter();
    history.replaceState(history.state, "", `#map=${map.getZoom()}/${lat.toFixed(4)}/${lng.toFixed(4)}`);
  });
  if (asked) map.setView([Number(asked[2]), Number(asked[3])], Number(asked[1]), { animate: false });
  return () => {
    hold = Boolean(asked) || touched;
    setTimeout(() => (hold = false), 0);
  };
}
