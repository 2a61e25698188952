// Online tiles: drawn only after someone has chosen them, and said so. Nothing is remembered: each page starts without.

export function addTileSwitch(L, map, tiles) {
  const host = new URL(tiles.url.replaceAll(/[{}]/g, ""), location.href).hostname.replace(/^s\./, "");
  const control = L.control({ position: "topright" });
  control.onAdd = () => {
    const box = L.DomUtil.create("div", "curate-panel curate-tiles");
    L.DomEvent.disableClickPropagation(box);
    const label = box.appendChild(document.createElement("label"));
    const choice = label.appendChild(document.createElement("input"));
    choice.type = "checkbox";
    label.append(` ${tiles.label || "Online map"}`);
    const warning = box.appendChild(document.createElement("p"));
    warning.id = "curate-tiles-warning";
    choice.setAttribute("aria-describedby", warning.id);
    warning.textContent = `Asks ${host} for pictures: it learns your network address, this site, and which places you look at.`;
    const layer = tileLayer(L, tiles);
    choice.addEventListener("change", () => {
      map.getContainer().classList.toggle("curate-online", choice.checked);
      if (choice.checked) layer.addTo(map);
      else layer.remove();
      map.fire("curate:tiles", { on: choice.checked, attribution: tiles.attribution || host });
    });
    return box;
  };
  control.addTo(map);
}

// Public tile servers refuse requests without a Referer; an origin is the least that satisfies them.
function tileLayer(L, tiles) {
  const Tiles = L.TileLayer.extend({
    createTile(at, done) {
      const image = document.createElement("img");
      image.alt = "";
      image.referrerPolicy = "origin";
      image.onload = () => done(null, image);
      image.onerror = () => done(new Error("tile not loaded"), image);
      image.src = this.getTileUrl(at);
      return image;
    },
  });
  return new Tiles(tiles.url, { maxZoom: 19, ...tiles.options });
}
