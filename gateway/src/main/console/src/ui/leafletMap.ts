/** What a map shows, drawn with Leaflet on a canvas: no tiles unless the county configures some. */
import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { FeatureCollection, Polygon } from 'geojson';
import type { Position } from '@/core/types';
import { say } from '@/core/words';

/** A case, or anything else with a place. */
export interface Marker {
  id: string;
  position: Position;
  /** what a screen reader and a tooltip say */
  label: string;
  tone: 'info' | 'good' | 'warn' | 'bad' | 'quiet';
  chosen?: boolean;
}

export const TONES = { info: '#0b57c4', good: '#0f7a45', warn: '#b36b00', bad: '#b3261e', quiet: '#66727f' } as const;

export interface MapEvents {
  pick?: (position: Position) => void;
  choose?: (id: string) => void;
  grid?: (code: string) => void;
}

export interface Look {
  dark?: boolean;
}

const at = ({ latitude, longitude }: Position): L.LatLngExpression => [latitude, longitude];
const from = ({ lat, lng }: L.LatLng): Position => ({
  longitude: Math.round(lng * 1e6) / 1e6,
  latitude: Math.round(lat * 1e6) / 1e6,
});

/** One map in one element. */
export class CaseMap {
  private readonly map: L.Map;
  private readonly gridLayer: L.GeoJSON;
  private readonly markers = L.layerGroup();
  private readonly heat = L.layerGroup();
  private pin?: L.Marker;
  private fitted = false;

  constructor(
    element: HTMLElement,
    private readonly events: MapEvents,
    private readonly look: Look = {},
  ) {
    this.map = L.map(element, {
      preferCanvas: true,
      attributionControl: false,
      zoomSnap: 0.5,
      zoomAnimation: false,
      fadeAnimation: false,
    });
    this.map.setView([26.63, 119.88], 14);
    this.gridLayer = L.geoJSON(undefined, {
      style: () => ({
        color: look.dark ? '#3b6db3' : '#7c93b5',
        weight: 1,
        fillColor: look.dark ? '#12305f' : '#dfe8f5',
        fillOpacity: look.dark ? 0.55 : 0.5,
      }),
      onEachFeature: (feature, layer) => {
        if (events.grid) layer.on('click', () => events.grid?.(feature.properties.code));
      },
    }).addTo(this.map);
    this.heat.addTo(this.map);
    this.markers.addTo(this.map);
    if (events.pick) this.map.on('click', (event) => events.pick?.(from(event.latlng)));
  }

  /** The shapes of grids; with values (0–1) by code, a heat map of them. */
  showGrids(grids: FeatureCollection<Polygon> | undefined, heat?: Map<string, number>): void {
    this.gridLayer.clearLayers();
    if (!grids) return;
    this.gridLayer.addData(grids);
    if (heat) {
      this.gridLayer.setStyle((feature) => {
        const value = heat.get(String(feature?.properties.code)) ?? 0;
        return value
          ? { fillColor: this.look.dark ? '#ff8a3d' : '#c2410c', fillOpacity: 0.12 + 0.7 * value, color: '#8a5a3a' }
          : {};
      });
    }
    if (!this.fitted && grids.features.length) this.fit();
  }

  showMarkers(markers: Marker[]): void {
    this.markers.clearLayers();
    for (const marker of markers) {
      L.circleMarker(at(marker.position), {
        radius: marker.chosen ? 11 : marker.tone === 'bad' ? 8 : 6,
        color: marker.chosen ? '#16202e' : '#fff',
        weight: marker.chosen ? 3 : 1.5,
        fillColor: TONES[marker.tone],
        fillOpacity: 0.95,
      })
        .bindTooltip(document.createTextNode(marker.label) as unknown as HTMLElement)
        .on('click', () => this.events.choose?.(marker.id))
        .addTo(this.markers);
    }
  }

  /** A pin that can be dragged where positions are picked. */
  showPin(position: Position | undefined): void {
    this.pin?.remove();
    this.pin = undefined;
    if (!position) return;
    const icon = L.divIcon({ className: 'map-pin', iconSize: [28, 38], iconAnchor: [14, 38] });
    this.pin = L.marker(at(position), { icon, draggable: !!this.events.pick, keyboard: true }).addTo(this.map);
    this.pin.getElement()?.setAttribute('aria-label', say('core.place'));
    this.pin.on('dragend', () => this.pin && this.events.pick?.(from(this.pin.getLatLng())));
    if (!this.map.getBounds().contains(at(position))) this.map.setView(at(position), Math.max(16, this.map.getZoom()));
  }

  focus(position: Position, zoom = 17): void {
    this.fitted = true;
    this.map.setView(at(position), zoom);
  }

  fit(): void {
    const bounds = this.gridLayer.getBounds();
    if (bounds.isValid()) {
      this.map.fitBounds(bounds, { padding: [10, 10], animate: false });
      this.fitted = true;
    }
  }

  centre(): Position {
    return from(this.map.getCenter());
  }

  resized(): void {
    this.map.invalidateSize();
  }

  remove(): void {
    this.map.remove();
  }
}
