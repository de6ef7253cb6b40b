/** One case as this person may see it: from the desk that holds the actions, and from the ledger. */
import { computed, ref, watch, type Ref } from 'vue';
import { get } from '@/core/api';
import { ofCounty, ofIntake, ofPart, type ServiceName, type Subject } from '@/core/actions';
import { useLoad } from '@/core/load';
import { onChange, settled } from '@/core/stream';
import type { Assignment, ClockView, CountyCase, IntakeCase, TimelineEntry } from '@/core/types';

export type DeskItem = IntakeCase | CountyCase | Assignment;

export interface DeskCase {
  subject: Subject;
  item: DeskItem;
}

/** Reads a case, or a part, from its desk. */
export async function readDesk(service: ServiceName, id: string, signal?: AbortSignal): Promise<DeskCase> {
  switch (service) {
    case 'intake': {
      const item = await get<IntakeCase>(`/api/intake/cases/${id}`, signal);
      return { item, subject: ofIntake(item) };
    }
    case 'dispatch': {
      const item = await get<CountyCase>(`/api/dispatch/cases/${id}`, signal);
      return { item, subject: ofCounty(item) };
    }
    case 'department': {
      const item = await get<Assignment>(`/api/department/assignments/${id}`, signal);
      return { item, subject: ofPart(item) };
    }
  }
}

/** The case as it is, read again whenever it changes; `moved` says that somebody else did it. */
export function useDeskCase(service: ServiceName, id: Ref<string>) {
  const desk = useLoad<DeskCase>((signal) => readDesk(service, id.value, signal), [id]);
  const caseId = computed(() => desk.value.value?.subject.caseId);
  const timeline = useLoad<TimelineEntry[]>((signal) => audit('timeline', signal), [caseId]);
  const clocks = useLoad<ClockView[]>((signal) => audit('clocks', signal), [caseId]);
  const moved = ref(false);
  let own = 0;

  async function audit<T>(what: string, signal: AbortSignal): Promise<T> {
    if (!caseId.value) return [] as T;
    return get<T>(`/api/audit/cases/${caseId.value}/${what}`, signal);
  }

  async function reload(): Promise<void> {
    await Promise.all([desk.load(), timeline.load(), clocks.load()]);
  }

  /** After one's own move: the next change is no surprise. */
  async function changedHere(): Promise<void> {
    own = Date.now();
    moved.value = false;
    await reload();
  }

  const look = settled(async () => {
    const before = desk.value.value?.subject.version;
    await reload();
    if (desk.value.value && desk.value.value.subject.version !== before && Date.now() - own > 5_000) moved.value = true;
  });
  onChange((change) => {
    if (!change || change.caseId === caseId.value) look();
  });
  watch(id, () => (moved.value = false));
  return { desk, timeline, clocks, moved, reload, changedHere };
}
