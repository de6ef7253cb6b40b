/** The county's names: categories with their filing conditions, units, territories, grids. Read once, kept for offline use. */
import { computed, shallowRef } from 'vue';
import type { FeatureCollection, Polygon } from 'geojson';
import { get } from './api';
import { named } from './words';
import type { Position } from './types';

interface Stored<T> {
  code: string;
  fields: T;
}

export interface Condition {
  code: string;
  category: string;
  nameZh: string;
  nameEn: string;
  conditionZh?: string;
  conditionEn?: string;
  urgent: boolean;
  evidence: 'PHOTO' | 'DOCUMENT' | 'NONE';
  leadUnit: string;
  assistingUnits: string[];
  stage?: number;
  handleLimit: number;
  handleUnit: string;
  acceptLimit: number;
  acceptUnit: string;
  duplicateRadius?: number;
  closingCriterionZh?: string;
}

export interface Category {
  code: string;
  nameZh: string;
  nameEn: string;
  conditions: Condition[];
}

export interface Unit {
  code: string;
  kind: string;
  group: string;
  nameZh: string;
  nameEn: string;
}

export interface Territory {
  code: string;
  level: 'COUNTY' | 'STREET' | 'COMMUNITY';
  nameZh: string;
  nameEn: string;
}

export interface County {
  code: string;
  nameZh: string;
  nameEn: string;
  timeZone: string;
  minimumStreetWeight?: number;
  minimumStreetWeightSource?: string;
}

type Grids = FeatureCollection<Polygon, { code: string; nameZh: string; nameEn: string }>;

const KEPT = 'whistle.reference.';

export const conditions = shallowRef<Condition[]>([]);
export const units = shallowRef<Unit[]>([]);
export const territories = shallowRef<Territory[]>([]);
export const county = shallowRef<County>();
export const grids = shallowRef<Grids>();

/** Shows what was read last time at once, then what the server says now; on a bad network the first is all there is. */
async function read<T>(key: string, path: string, show: (found: T) => void): Promise<void> {
  const kept = keptText(KEPT + key);
  if (kept) show(JSON.parse(kept) as T);
  try {
    const found = await get<T>(path);
    show(found);
    localStorage.setItem(KEPT + key, JSON.stringify(found));
  } catch {
    // no answer, or too large to keep: then it needs a network next time
  }
}

function keptText(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

const kind = <T>(name: string, show: (records: (T & { code: string })[]) => void): Promise<void> =>
  read<Stored<T>[]>(name, `/api/dispatch/reference/${name}`, (records) =>
    show(records.map(({ code, fields }) => ({ ...fields, code }))),
  );

let loading: Promise<void> | undefined;

/** Reads the names; once, unless asked to do so again. */
export function loadReference(again = false): Promise<void> {
  if (again) loading = undefined;
  loading ??= (async () => {
    await Promise.all([
      kind<Omit<Condition, 'code'>>('conditions', (found) => (conditions.value = found)),
      kind<Omit<Unit, 'code'>>('units', (found) => (units.value = found)),
      kind<Omit<Territory, 'code'>>('jurisdictions', (found) => (territories.value = found)),
      kind<Omit<County, 'code'>>('county', ([found]) => (county.value = found)),
    ]);
    if (!conditions.value.length) loading = undefined;
  })();
  return loading;
}

let loadingGrids: Promise<void> | undefined;

/** Reads the grids' shapes within the caller's scope; maps ask for it. */
export function loadGrids(): Promise<void> {
  loadingGrids ??= (async () => {
    await read<Grids>('grids', '/api/intake/grids.geojson', (found) => (grids.value = found));
    if (!grids.value) loadingGrids = undefined;
  })();
  return loadingGrids;
}

export const categories = computed<Category[]>(() => {
  const byCode = new Map<string, Category>();
  for (const condition of conditions.value) {
    const known = byCode.get(condition.category);
    if (known) known.conditions.push(condition);
    else
      byCode.set(condition.category, {
        code: condition.category,
        nameZh: condition.nameZh,
        nameEn: condition.nameEn,
        conditions: [condition],
      });
  }
  return [...byCode.values()].sort((one, other) => one.code.localeCompare(other.code));
});

const categoryIndex = computed(() => new Map(categories.value.map((each) => [each.code, each])));
const conditionIndex = computed(() => new Map(conditions.value.map((each) => [each.code, each])));
const unitIndex = computed(() => new Map(units.value.map((each) => [each.code, each])));
const territoryIndex = computed(() => new Map(territories.value.map((each) => [each.code, each])));
const gridIndex = computed(() => new Map(grids.value?.features.map((each) => [each.properties.code, each])));

export const categoryOf = (code: string | undefined) => categoryIndex.value.get(code ?? '');
export const conditionOf = (code: string | undefined) => conditionIndex.value.get(code ?? '');

export const categoryName = (code: string | undefined): string => {
  const category = categoryOf(code);
  return category ? named(category.nameZh, category.nameEn) : (code ?? '');
};

export const conditionName = (code: string | undefined): string => {
  const condition = conditionOf(code);
  return condition
    ? named(condition.conditionZh ?? condition.nameZh, condition.conditionEn ?? condition.nameEn)
    : (code ?? '');
};

/** A unit's name; a street as a unit (`STREET-350999001`) has the street's. */
export const unitName = (code: string | undefined | null): string => {
  if (!code) return '';
  const unit = unitIndex.value.get(code);
  if (unit) return named(unit.nameZh, unit.nameEn);
  return code.startsWith('STREET-') ? placeName(code.slice(7)) : code;
};

/** Street, community and grid of a code, as far as they are known: 望海街道 观澜社区 007. */
export function placeName(code: string | undefined): string {
  if (!code) return '';
  const parts = [9, 12].flatMap((digits) => {
    const found = code.length >= digits ? territoryIndex.value.get(code.slice(0, digits)) : undefined;
    return found ? [named(found.nameZh, found.nameEn)] : [];
  });
  if (!parts.length) {
    const top = territoryIndex.value.get(code);
    if (top) parts.push(named(top.nameZh, top.nameEn));
  }
  if (code.length === 15) parts.push(code.slice(12));
  return parts.join(' ') || code;
}

export const gridOf = (code: string | undefined) => gridIndex.value.get(code ?? '');

/** The grid whose shape covers a position, of those the caller may see. The server decides; this only shows. */
export function gridAt(position: Position): string | undefined {
  return grids.value?.features.find((feature) => covers(feature.geometry.coordinates[0] ?? [], position))?.properties
    .code;
}

/** Even–odd rule on one ring of [longitude, latitude]. */
export function covers(ring: number[][], { longitude, latitude }: Position): boolean {
  let inside = false;
  for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
    const [x1 = 0, y1 = 0] = ring[index] ?? [];
    const [x2 = 0, y2 = 0] = ring[before] ?? [];
    if (y1 > latitude !== y2 > latitude && longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
