// The map without a mouse, and the page's scrolling left alone.

export function helpKeyboard(L, map, group) {
  const container = map.getContainer();
  container.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && container.querySelector(".leaflet-popup")) {
      map.closePopup();
      event.stopPropagation();
    }
    if (event.key !== "Enter" && event.key !== " ") return;
    const layer = layerOf(L, map, event.target);
    if (!layer) return;
    event.preventDefault();
    event.stopPropagation();
    if (layer instanceof L.MarkerCluster) openCluster(map, group, layer);
    else layer.openPopup();
  });
  container.addEventListener("focusin", (event) => {
    const layer = event.target.matches(":focus-visible") && layerOf(L, map, event.target);
    if (layer) map.panInside(layer.getLatLng(), { padding: [60, 60] });
  });
}

function layerOf(L, map, element) {
  let found = null;
  if (element.classList.contains("leaflet-marker-icon")) {
    map.eachLayer((layer) => {
      if (layer instanceof L.Marker && layer.getElement() === element) found = layer;
    });
  }
  return found;
}

// Opens a cluster as a click would, then moves the focus to the first thing that came out of it.
function openCluster(map, group, cluster) {
  const inside = cluster.getAllChildMarkers();
  let tries = 0;
  const focusFirst = () => {
    const shown = inside.map((marker) => group.getVisibleParent(marker)).find((layer) => layer && layer !== cluster);
    const element = shown?.getElement?.();
    if (element) element.focus({ preventScroll: true });
    else if (tries++ < 20) setTimeout(focusFirst, 100);
    else map.getContainer().focus({ preventScroll: true });
  };
  group.fire("click", { layer: cluster }); // the group itself renames it to clusterclick
  setTimeout(focusFirst, 350);
}

// The wheel scrolls the page until someone has clicked or focused the map, or holds Ctrl.
export function tameWheel(map) {
  const container = map.getContainer();
  const hint = document.createElement("div");
  hint.className = "curate-wheel-hint";
  hint.setAttribute("aria-hidden", "true");
  hint.textContent = "Click the map, or hold Ctrl, to zoom with the wheel";
  container.append(hint);
  let engaged = false;
  let timer = 0;
  map.scrollWheelZoom.disable();
  const set = (on) => {
    engaged = on;
    hint.classList.remove("shown");
    map.scrollWheelZoom[on ? "enable" : "disable"]();
  };
  container.addEventListener("pointerdown", () => set(true));
  container.addEventListener("focusin", () => set(true));
  container.addEventListener("focusout", (event) => container.contains(event.relatedTarget) || set(false));
  container.addEventListener("mouseleave", () => container.contains(document.activeElement) || set(false));
  const onWheel = (event) => {
    if (engaged) return;
    if (event.ctrlKey || event.metaKey) map.scrollWheelZoom.enable();
    else {
      map.scrollWheelZoom.disable();
      hint.classList.add("shown");
      clearTimeout(timer);
      timer = setTimeout(() => hint.classList.remove("shown"), 1500);
    }
  };
  container.addEventListener("wheel", onWheel, { capture: true, passive: true });
}
