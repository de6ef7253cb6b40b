/** What the wall shows: the open cases, the month's indicators and what happens now. A view over the API, nothing of its own. */
import { computed, shallowRef } from 'vue';
import { get, query } from '@/core/api';
import { heatOf } from '@/core/heat';
import { useLoad } from '@/core/load';
import { OPEN } from '@/core/states';
import { onChange, settled } from '@/core/stream';
import { useNow } from '@/core/time';
import type { AuditCase, CaseChange, Page } from '@/core/types';
import type { Row, Table } from '@/insight/types';
import type { Marker } from '@/ui/leafletMap';
import { isLate, loadsOf } from './loads';

const PAGE = 200;
const PAGES = 5;
const TOLD = 9;

interface Open {
  items: AuditCase[];
  total: number;
  more: boolean;
}

async function readOpen(signal: AbortSignal): Promise<Open> {
  const items: AuditCase[] = [];
  for (let page = 0; page < PAGES; page++) {
    const read = await get<Page<AuditCase>>(`/api/audit/cases${query({ state: OPEN, page, size: PAGE })}`, signal);
    items.push(...read.items);
    if (read.items.length < PAGE) return { items, total: read.total, more: read.more ?? false };
    if (page === PAGES - 1) return { items, total: read.total, more: read.more ?? false };
  }
  return { items, total: items.length, more: false };
}

export function useWall() {
  const now = useNow();
  const open = useLoad(readOpen);
  const month = useLoad<Row | undefined>(async (signal) => {
    const table = await get<Table>('/api/audit/indicators?level=COUNTY', signal);
    return table.rows[0];
  });
  const told = shallowRef<CaseChange[]>([]);
  const refresh = settled(() => Promise.all([open.load(), month.load()]), 3_000);
  onChange((change) => {
    if (change) told.value = [change, ...told.value].slice(0, TOLD);
    refresh();
  });

  const cases = computed(() => open.value.value?.items ?? []);
  /** Before anything happened: the newest reports. */
  const news = computed(() => [
    ...told.value,
    ...cases.value.slice(0, TOLD - told.value.length).map((each) => ({
      eventId: each.caseId,
      type: 'case.reported.v1',
      time: each.reportedAt,
      categoryCode: each.categoryCode,
      gridCode: each.gridCode,
      state: each.state,
    })),
  ]);
  const loads = computed(() => loadsOf(cases.value, now.value));
  const late = computed(() => cases.value.filter((each) => isLate(each, now.value)).length);
  const emergencies = computed(() => cases.value.filter((each) => each.whistleKind === 'EMERGENCY').length);
  const heat = computed(() => heatOf(cases.value.map((each) => each.gridCode)));
  const markers = computed<Marker[]>(() =>
    cases.value.flatMap((each) =>
      each.position
        ? [
            {
              id: each.caseId,
              position: each.position,
              label: each.caseNumber,
              tone:
                each.whistleKind === 'EMERGENCY' || isLate(each, now.value)
                  ? ('bad' as const)
                  : each.leadUnit
                    ? ('warn' as const)
                    : ('info' as const),
            },
          ]
        : [],
    ),
  );
  const value = (indicator: string) => month.value.value?.indicators.find((each) => each.indicator === indicator);
  const stages = computed(() => month.value.value?.stages ?? []);
  return { now, open, month, news, loads, late, emergencies, heat, markers, value, stages, most: PAGE * PAGES };
}
