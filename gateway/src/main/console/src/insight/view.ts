/** What an insight page shows, kept in its address: the period, and whose numbers. */
import { computed } from 'vue';
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router';
import { placeName, categoryName, unitName, county } from '@/core/reference';
import { is, me } from '@/core/session';
import { named } from '@/core/words';
import { day, skew } from '@/core/time';
import { monthOf, parse, soFar, write, type Period } from './period';
import type { Level } from './types';

/** One territory, unit or category. */
export interface Focus {
  level: Level;
  code: string;
  /** the county, of a unit or category */
  area?: string;
}

const COUNTY_WIDE = ['SUPERVISOR', 'COMMAND_LEADER', 'DISPATCHER'] as const;
const DIGITS: Partial<Record<Level, number>> = { COUNTY: 6, STREET: 9, COMMUNITY: 12, GRID: 15 };
const TERRITORIES: Level[] = ['COUNTY', 'STREET', 'COMMUNITY', 'GRID'];

export const isTerritory = (level: Level): boolean => TERRITORIES.includes(level);

/** Whether all of a county is to be seen, its units and categories too. */
export const countyWide = (): boolean => is(...COUNTY_WIDE);

const levelOfCode = (code: string): Level => TERRITORIES.find((level) => code.length <= (DIGITS[level] ?? 0)) ?? 'GRID';

/** Where somebody starts: the widest territory of their own, or their unit. */
export function home(): Focus | undefined {
  const grants = me.value?.grants ?? [];
  const wide = grants.find((grant) => (COUNTY_WIDE as readonly string[]).includes(grant.role));
  if (wide) {
    const scope = wide.scopes[0] ?? '';
    return { level: 'COUNTY', code: scope.length >= 6 ? scope.slice(0, 6) : (county.value?.code ?? scope) };
  }
  const local = grants.find((grant) => ['STREET', 'STREET_LEADER', 'COMMUNITY'].includes(grant.role));
  if (local?.scopes[0]) return { level: levelOfCode(local.scopes[0]), code: local.scopes[0] };
  const unit = grants.find((grant) => grant.role === 'DEPARTMENT' && grant.unit);
  return unit ? { level: 'UNIT', code: unit.unit!, area: unit.scopes[0]?.slice(0, 6) } : undefined;
}

/** The levels whose rows lie within it. */
export function within(focus: Focus): Level[] {
  switch (focus.level) {
    case 'COUNTY':
      return ['STREET', 'UNIT', 'CATEGORY'];
    case 'STREET':
      return ['COMMUNITY'];
    case 'COMMUNITY':
      return ['GRID'];
    case 'GRID':
    case 'UNIT':
    case 'CATEGORY':
      return [];
  }
}

/** The ways up from it, widest first, itself last; none wider than where somebody starts. */
export function trailOf(focus: Focus, start: Focus | undefined): Focus[] {
  if (!isTerritory(focus.level)) {
    return start?.level === 'COUNTY' ? [{ level: 'COUNTY', code: focus.area ?? start.code }, focus] : [focus];
  }
  return TERRITORIES.filter((level) => DIGITS[level]! <= DIGITS[focus.level]!)
    .map((level) => ({ level, code: focus.code.slice(0, DIGITS[level]) }))
    .filter((each) => !start || !isTerritory(start.level) || each.code.length >= start.code.length);
}

export function nameOf(focus: Focus): string {
  if (focus.level === 'UNIT') return unitName(focus.code);
  if (focus.level === 'CATEGORY') return categoryName(focus.code);
  if (focus.level === 'COUNTY' && county.value?.code === focus.code)
    return named(county.value.nameZh, county.value.nameEn);
  return placeName(focus.code);
}

/** The county's day by the server's clock, as far as an answer has told it. */
export const today = (): string => day(new Date(Date.now() + skew.value));

const MINUTE = 60_000;

/** An answer was made at this instant of the server's: a device whose clock is wrong still counts the right days. */
export function heard(asOf: string): void {
  const found = Date.parse(asOf) - Date.now();
  if (Math.abs(found - skew.value) > MINUTE) skew.value = found;
}

/** The page's own part of the address. */
export function useView() {
  const route = useRoute();
  const router = useRouter();
  const text = (name: string) => {
    const found = route.query[name];
    return typeof found === 'string' && found ? found : undefined;
  };
  const period = computed<Period>(() => parse(text('period') ?? '') ?? monthOf(today()));
  /** as far as it is over; absent where it lies ahead */
  const told = computed(() => soFar(period.value, today()));
  const focus = computed<Focus | undefined>(() => {
    const [level, code] = [text('level') as Level | undefined, text('code')];
    return level && code ? { level, code, area: text('area') } : home();
  });
  const change = (query: LocationQueryRaw, replace = false) => {
    const to = { query: { ...route.query, ...query } };
    return replace ? router.replace(to) : router.push(to);
  };
  const show = (chosen: Period) => change({ period: write(chosen) });
  const go = (to: Focus) => change({ level: to.level, code: to.code, area: to.area, by: undefined });
  return { period, told, focus, text, change, show, go };
}
