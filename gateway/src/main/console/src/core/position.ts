/** The device's position, asked for only when somebody presses a button for it (trust.md). */
import type { Position } from './types';

const PATIENCE = 15_000;

/** WGS 84; refused where the device has none or may not tell. */
export function locate(): Promise<Position> {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) reject(new Error('position: not available'));
    else
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => resolve({ longitude: round(coords.longitude), latitude: round(coords.latitude) }),
        reject,
        { enableHighAccuracy: true, timeout: PATIENCE, maximumAge: 10_000 },
      );
  });
}

/** Six decimals are a tenth of a metre. */
export const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
