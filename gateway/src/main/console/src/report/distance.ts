/** Distances on the ground and the way there. */
import type { Position } from '@/core/types';

const EARTH = 6_371_008.8;
const rad = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres between two places. */
export function metres(one: Position, other: Position): number {
  const up = Math.sin(rad(other.latitude - one.latitude) / 2);
  const along = Math.sin(rad(other.longitude - one.longitude) / 2);
  const chord = up * up + Math.cos(rad(one.latitude)) * Math.cos(rad(other.latitude)) * along * along;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** `85 m`, `1.2 km`. */
export const sayMetres = (distance: number): string =>
  distance < 995 ? `${Math.round(distance / 5) * 5} m` : `${(distance / 1000).toFixed(distance < 9_950 ? 1 : 0)} km`;

/** Opens the map application of the device, which knows the way; no map service is asked by this page. */
export function directions({ longitude, latitude }: Position, label: string, agent = navigator.userAgent): string {
  const place = `${latitude},${longitude}`;
  return /iPhone|iPad|Macintosh/.test(agent)
    ? `maps:?daddr=${place}&q=${encodeURIComponent(label)}`
    : `geo:${place}?q=${place}(${encodeURIComponent(label)})`;
}
