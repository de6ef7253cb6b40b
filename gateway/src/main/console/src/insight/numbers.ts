/** Numbers as they are told: none is a word, never 0 %. */

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 2 });

export const number = (value: number): string => grouped.format(value);

/** `83.01%` of a share; the word for none where there is nothing to divide by. */
export const rate = (value: number | undefined, none: string): string =>
  value === undefined ? none : `${number(value * 100)}%`;

export interface Told {
  value?: number;
  denominator?: number;
}

/** A count, or a rate where it has a denominator. */
export const valueOf = (told: Told, none: string): string =>
  told.denominator === undefined && told.value !== undefined ? number(told.value) : rate(told.value, none);

/** `+5.00` percentage points, or `−2` of a count; nothing where either is none. */
export function difference(now: number | undefined, before: number | undefined, isRate: boolean): string | undefined {
  if (now === undefined || before === undefined) return undefined;
  const change = isRate ? (now - before) * 100 : now - before;
  if (Math.abs(change) < 0.005) return '0';
  const size = Math.abs(change);
  return `${change > 0 ? '+' : '−'}${isRate ? size.toFixed(2) : number(size)}`;
}

const CASES = '/api/audit/indicators/cases?';

/** The page of the cases behind a number, from the link the API gives it. */
export const caseRoute = (href: string | undefined): string | undefined =>
  href?.startsWith(CASES) ? `/insight/cases?${href.slice(CASES.length)}` : undefined;
