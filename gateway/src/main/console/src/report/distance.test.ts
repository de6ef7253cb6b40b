import { describe, expect, it } from 'vitest';
import { directions, metres, sayMetres } from './distance';

const here = { longitude: 119.87427, latitude: 26.631039 };

describe('a distance', () => {
  it('is that on the ground', () => {
    expect(metres(here, here)).toBe(0);
    expect(metres(here, { ...here, latitude: here.latitude + 0.001 })).toBeCloseTo(111.2, 1);
    expect(metres(here, { ...here, longitude: here.longitude + 0.001 })).toBeCloseTo(99.4, 1);
  });

  it('is said as precisely as it helps', () => {
    expect([0, 7, 83, 994, 1_240, 12_400].map(sayMetres)).toEqual(['0 m', '5 m', '85 m', '995 m', '1.2 km', '12 km']);
  });
});

describe('the way there', () => {
  it('opens the map of the device', () => {
    expect(directions(here, '井盖 & <b>', 'Android')).toBe(
      'geo:26.631039,119.87427?q=26.631039,119.87427(%E4%BA%95%E7%9B%96%20%26%20%3Cb%3E)',
    );
    expect(directions(here, 'A', 'iPhone')).toBe('maps:?daddr=26.631039,119.87427&q=A');
  });
});
