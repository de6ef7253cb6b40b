/** What the overview shows unless somebody chooses otherwise, and what it reads. */
import { computed, type Ref } from 'vue';
import { get, query } from '@/core/api';
import { useLoad } from '@/core/load';
import { before as earlier, lastOf, soFar, type Period } from './period';
import type { Level, Table, Value } from './types';
import { isTerritory, today, type Focus } from './view';

export const OF_PLACES = [
  'VALID_REPORTS',
  'DISPATCHED',
  'CLOSING_RATE',
  'ON_TIME_HANDLING',
  'OVERDUE_OPEN',
  'FIRST_CHECK_PASS',
  'SATISFACTION_RATE',
  'TRUE_CLOSING',
];
export const OF_UNITS = [
  'DISPATCHED',
  'ACCEPT_ON_TIME',
  'CLOSING_RATE',
  'ON_TIME_HANDLING',
  'OVERDUE_OPEN',
  'FIRST_CHECK_PASS',
  'JUSTIFIED_RETURNS',
  'SATISFACTION_RATE',
];

/** What units have none of. */
export const ONLY_OF_PLACES = new Set([
  'RECEIVED',
  'FILED',
  'FILING_RATE',
  'DISPATCH_RATE',
  'RECURRENCE_RATE',
  'SELF_HANDLED_SHARE',
  'VALID_REPORTS',
  'VALID_REPORT_RATE',
  'CHECKS_ON_TIME',
  'COMMUNITY_TRIAGE_ON_TIME',
  'STREET_TRIAGE_ON_TIME',
  'SELF_HANDLING_ON_TIME',
  'DISPATCH_ON_TIME',
  'REVIEWS_ON_TIME',
]);
/** What says something comes before what is none. */
const USUAL = ['ON_TIME_HANDLING', 'CLOSING_RATE', 'FIRST_CHECK_PASS', 'ACCEPT_ON_TIME', 'VALID_REPORTS'];

export function telling(known: Value[]): string {
  const says = (name: string) =>
    known.some((each) => each.indicator === name && each.value !== undefined && each.denominator !== 0);
  return USUAL.find(says) ?? USUAL[0]!;
}

async function tableOf(of: Focus, when: Period | undefined, signal: AbortSignal): Promise<Table | undefined> {
  const over = when && soFar(when, today());
  if (!over) return undefined;
  return get<Table>(
    `/api/audit/indicators${query({ level: of.level, code: of.code, area: of.area, from: over.from, to: lastOf(over) })}`,
    signal,
  );
}

/** Its own row, that of the same days before, and the rows within it: each fails alone. */
export function useTables(focus: Ref<Focus | undefined>, period: Ref<Period>, rowsBy: Ref<Level | undefined>) {
  const asked = computed(() => JSON.stringify([focus.value, period.value]));
  const own = useLoad(
    async (signal) => (focus.value ? tableOf(focus.value, period.value, signal) : undefined),
    [asked],
  );
  const before = useLoad(
    async (signal) => (focus.value ? tableOf(focus.value, earlier(period.value, today()), signal) : undefined),
    [asked],
  );
  const rows = useLoad<Table | undefined>(
    async (signal) => {
      const now = soFar(period.value, today());
      if (!focus.value || !rowsBy.value || !now) return undefined;
      const within = isTerritory(rowsBy.value) ? { code: focus.value.code } : { area: focus.value.code };
      return get(
        `/api/audit/indicators${query({ level: rowsBy.value, ...within, from: now.from, to: lastOf(now) })}`,
        signal,
      );
    },
    [() => asked.value + rowsBy.value],
  );

  return { own, before, rows };
}
