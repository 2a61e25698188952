// The map of curate, drawn on datasette-cluster-map 0.18.2.
//
// cluster-map makes the map and loads the rows; it offers no event and no handle. So this module, which runs before
// it, extends Leaflet's own classes: what it makes afterwards looks and behaves as we say. Nothing here asks any
// other server; the switch for online tiles is in map/tiles.js.

import { followAddress } from "./map/address.js";
import { drawBase, drawGrid } from "./map/base.js";
import { drawCircles } from "./map/circles.js";
import { helpKeyboard, tameWheel } from "./map/keyboard.js";
import { drawLabels } from "./map/labels.js";
import { addCredits, addLegend } from "./map/legend.js";
import { clusterIcon, dressMarker, nameMarker } from "./map/markers.js";
import { fillPopup, returnFocus } from "./map/popup.js";
import { keepRows } from "./map/rows.js";
import { addTileSwitch } from "./map/tiles.js";

const config = window.CURATE_MAP;
if (config) start(config);

async function start(config) {
  const rows = keepRows(config);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  await import(window.datasette.leaflet.JAVASCRIPT_URL);
  const L = window.L;
  L.Map.mergeOptions({ zoomAnimation: !still, fadeAnimation: !still, markerZoomAnimation: !still, inertia: !still });
  L.Map.addInitHook(function () {
    prepareMap(L, this);
    this.on("layeradd", ({ layer }) => {
      if (L.MarkerClusterGroup && layer instanceof L.MarkerClusterGroup) prepareGroup(L, this, layer, rows, config);
    });
  });
}

// Before the first row: no tiles, a place to stand, our panes, a name.
function prepareMap(L, map) {
  map.options.layers = [];
  map.options.maxZoom = 18;
  map.options.minZoom = 2;
  map.setView([20, 0], 2);
  map.attributionControl?.remove();
  for (const name of ["grid", "base", "circles", "labels"]) map.createPane(`curate-${name}`);
  const container = map.getContainer();
  container.classList.add("curate-map");
  container.style.height = "";
  container.setAttribute("role", "region");
  container.setAttribute("aria-label", "Map. Tab moves through the markers, Enter opens one, Escape closes it.");
  map.curateKeepView = followAddress(map);
  tameWheel(map);
  map.on("layeradd", (event) => nameMarker(event.layer));
  map.on("popupopen", (event) => returnFocus(map, event.popup));
}

// Each page of rows passes through addLayers on its way to the map.
function prepareGroup(L, map, group, rows, config) {
  group.options.iconCreateFunction = (cluster) => clusterIcon(L, cluster);
  group.options.spiderfyDistanceMultiplier = 1.5;
  group.options.chunkedLoading = false; // in pieces, the view and the legend would be fitted to the first piece only
  group.off("clustermouseover");
  const add = group.addLayers;
  let furnished = null;
  let waiting = 0;
  group.addLayers = (markers, ...rest) => {
    for (const marker of markers) {
      dressMarker(L, marker, rows, config);
      fillPopup(marker, config);
    }
    add.call(group, markers, ...rest);
    tellIfEmpty(map, group);
    if (!group.getLayers().length) return group;
    map.curateKeepView();
    furnished ??= furnish(L, map, group, rows, config);
    clearTimeout(waiting);
    waiting = setTimeout(() => furnished.then((redraw) => redraw()), 60);
    return group;
  };
}

// A map without a marker would show the whole world: a sentence stands in its place.
function tellIfEmpty(map, group) {
  const container = map.getContainer();
  container.hidden = group.getLayers().length === 0;
  container.curateNote?.remove();
  if (!container.hidden) return;
  container.curateNote = document.createElement("p");
  container.curateNote.className = "curate-no-place";
  container.curateNote.textContent = "None of these rows has a place: there is no map.";
  container.before(container.curateNote);
}

// Once there are markers: what is drawn under and around them. Gives back what to do when more rows arrive.
async function furnish(L, map, group, rows, config) {
  map.invalidateSize();
  L.control.scale({ imperial: false }).addTo(map);
  helpKeyboard(L, map, group);
  const base = await drawBase(L, map, config.basemap);
  const circles = drawCircles(L, map, group);
  const legend = addLegend(L, map, group, rows, base);
  const labels = drawLabels(L, map, [drawGrid(L, map, base), base.labels]);
  addCredits(L, map, base);
  if (config.tiles) addTileSwitch(L, map, config.tiles);
  return () => [circles, legend, labels].forEach((redraw) => redraw());
}
