/** Stretches of whole days of the county: a month, a quarter, a year, or any other. Days are `2026-11-28`. */

/** From a day, inclusive, to a day, exclusive; `name` is what scores and bulletins call it, none of a free range. */
export interface Period {
  name?: string;
  from: string;
  to: string;
}

export type PeriodKind = 'month' | 'quarter' | 'year' | 'range';

const FORM = /^(20\d{2})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOST_DAYS = 366;

const pad = (number: number) => String(number).padStart(2, '0');

/** The first day of a month; months beyond a year's end run on. */
const firstOf = (year: number, month: number): string => {
  const index = year * 12 + month - 1;
  return `${Math.floor(index / 12)}-${pad((index % 12) + 1)}-01`;
};

export const isDay = (text: string): boolean =>
  DAY.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The last day of a period, as services name its end. */
export const lastOf = (period: { to: string }): string => addDays(period.to, -1);

export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);

export function kindOf(period: Period): PeriodKind {
  if (!period.name) return 'range';
  if (period.name.includes('Q')) return 'quarter';
  return period.name.includes('-') ? 'month' : 'year';
}

/** A month, quarter or year by its name, such as `2026-11`, `2026-Q4` or `2026`. */
export function named(name: string): Period | undefined {
  const found = FORM.exec(name);
  if (!found) return undefined;
  const year = Number(found[1]);
  const [first, months] = found[2] ? [Number(found[2]), 1] : found[3] ? [Number(found[3]) * 3 - 2, 3] : [1, 12];
  return { name, from: firstOf(year, first), to: firstOf(year, first + months) };
}

/** A free range of a year at most, such as `2026-11-03_2026-11-10`, the last day not in it. */
function range(text: string): Period | undefined {
  const [from = '', to = ''] = text.split('_');
  if (!isDay(from) || !isDay(to)) return undefined;
  const days = daysBetween(from, to);
  return days > 0 && days <= MOST_DAYS ? { from, to } : undefined;
}

export const parse = (text: string): Period | undefined => named(text) ?? range(text);

export const write = (period: Period): string => period.name ?? `${period.from}_${period.to}`;

export const monthOf = (day: string): Period => named(day.slice(0, 7))!;

export const quarterOf = (day: string): Period =>
  named(`${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`)!;

export const yearOf = (day: string): Period => named(day.slice(0, 4))!;

/** The period of a kind that a day lies in; the seven days up to it where it is a free one. */
export function around(kind: PeriodKind, day: string): Period {
  switch (kind) {
    case 'month':
      return monthOf(day);
    case 'quarter':
      return quarterOf(day);
    case 'year':
      return yearOf(day);
    case 'range':
      return { from: addDays(day, -6), to: addDays(day, 1) };
  }
}

/** The one of the same kind, so many later; earlier where `steps` is below 0. */
export function shift(period: Period, steps: number): Period {
  const kind = kindOf(period);
  const year = Number(period.from.slice(0, 4));
  const month = Number(period.from.slice(5, 7));
  switch (kind) {
    case 'month':
      return monthOf(firstOf(year, month + steps));
    case 'quarter':
      return quarterOf(firstOf(year, month + 3 * steps));
    case 'year':
      return yearOf(firstOf(year + steps, 1));
    case 'range': {
      const days = daysBetween(period.from, period.to) * steps;
      return { from: addDays(period.from, days), to: addDays(period.to, days) };
    }
  }
}

/** As much of it as is over by a day, that day included: no number is told of days ahead. Nothing where it lies ahead. */
export function soFar(period: Period, today: string): Period | undefined {
  const end = addDays(today, 1);
  if (period.from > today) return undefined;
  return period.to > end ? { ...period, to: end } : period;
}

/** What a period is compared with: the one before it, of a running one as many of its first days as are over. */
export function before(period: Period, today: string): Period {
  const earlier = shift(period, -1);
  const told = soFar(period, today);
  if (!told || told.to === period.to) return earlier;
  const end = addDays(earlier.from, daysBetween(told.from, told.to));
  return end < earlier.to ? { from: earlier.from, to: end } : earlier;
}

/** The months or weeks up to a period's end, oldest first, as many as asked for. */
export function trail(period: Period, of: 'month' | 'week', count: number, today: string): Period[] {
  const end = soFar(period, today)?.to ?? addDays(today, 1);
  const last = addDays(end, -1);
  const newest: Period = of === 'month' ? monthOf(last) : { from: addDays(end, -7), to: end };
  return Array.from({ length: count }, (_, index) => shift(newest, index - count + 1));
}

/** `2026年11月`, `2026年第4季度`, `2026年`, `11-03 至 11-09`; or the English of it. */
export function label(period: Period, english: boolean): string {
  const year = period.from.slice(0, 4);
  switch (kindOf(period)) {
    case 'month':
      return english ? period.from.slice(0, 7) : `${year}年${Number(period.from.slice(5, 7))}月`;
    case 'quarter':
      return english ? `Q${period.name!.slice(-1)} ${year}` : `${year}年第${period.name!.slice(-1)}季度`;
    case 'year':
      return english ? year : `${year}年`;
    case 'range': {
      const last = addDays(period.to, -1);
      if (last === period.from) return last;
      return `${period.from} ${english ? 'to' : '至'} ${last.startsWith(year) ? last.slice(5) : last}`;
    }
  }
}
