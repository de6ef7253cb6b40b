/** The whole case: from the ledger, and from every desk that has something for this person to do about it. */
import { computed, shallowRef, type Ref } from 'vue';
import { get, Refusal } from '@/core/api';
import { ofPart, type Subject } from '@/core/actions';
import { useLoad } from '@/core/load';
import { is } from '@/core/session';
import { onChange, settled } from '@/core/stream';
import { shortType } from '@/core/telling';
import type { Assignment, AuditCase, ClockView, CountyCase, IntakeCase, Page, TimelineEntry } from '@/core/types';
import { readDesk } from '@/ui/useCase';

const INTAKE = [
  'GRID_WORKER',
  'CITIZEN',
  'COMMUNITY',
  'STREET',
  'STREET_LEADER',
  'DISPATCHER',
  'COMMAND_LEADER',
] as const;
const COUNTY = ['DISPATCHER', 'COMMAND_LEADER', 'STREET', 'STREET_LEADER', 'SUPERVISOR'] as const;
const UNITS = ['DEPARTMENT'] as const;
const AFTER = new Set([
  'completed',
  'stage-completed',
  'handled',
  'check-passed',
  'check-failed',
  'spot-checked',
  'progress-noted',
]);

/** A desk where the case is not, or not for this person, has nothing to say; one that is down says so. */
async function atDesk(read: () => Promise<Subject[]>): Promise<{ subjects: Subject[]; refusal?: Refusal }> {
  try {
    return { subjects: await read() };
  } catch (cause) {
    return { subjects: [], refusal: cause instanceof Refusal && cause.passing ? cause : undefined };
  }
}

async function parts(caseId: string, signal: AbortSignal): Promise<Subject[]> {
  const page = await get<Page<Assignment>>(`/api/department/assignments?caseId=${caseId}`, signal);
  return page.items.map(ofPart);
}

export function useWholeCase(id: Ref<string>) {
  const audit = useLoad<AuditCase>((signal) => get(`/api/audit/cases/${id.value}`, signal), [id]);
  const timeline = useLoad<TimelineEntry[]>((signal) => get(`/api/audit/cases/${id.value}/timeline`, signal), [id]);
  const clocks = useLoad<ClockView[]>((signal) => get(`/api/audit/cases/${id.value}/clocks`, signal), [id]);
  const intake = shallowRef<IntakeCase>();
  const county = shallowRef<CountyCase>();
  const desks = useLoad(
    async (signal) => {
      const read = await Promise.all([
        is(...INTAKE)
          ? atDesk(async () => {
              const desk = await readDesk('intake', id.value, signal);
              intake.value = desk.item as IntakeCase;
              return [desk.subject];
            })
          : { subjects: [] },
        is(...COUNTY)
          ? atDesk(async () => {
              const desk = await readDesk('dispatch', id.value, signal);
              county.value = desk.item as CountyCase;
              return [desk.subject];
            })
          : { subjects: [] },
        is(...UNITS) ? atDesk(() => parts(id.value, signal)) : { subjects: [] },
      ]);
      return {
        subjects: read.flatMap((desk) => desk.subjects),
        refusals: read.flatMap((desk) => ('refusal' in desk && desk.refusal ? [desk.refusal] : [])),
      };
    },
    [id],
  );

  const reload = async () => void (await Promise.all([audit.load(), timeline.load(), clocks.load(), desks.load()]));
  const look = settled(reload);
  onChange((change) => {
    if (!change || change.caseId === id.value) look();
  });

  const photosOf = (wanted: (type: string) => boolean) => [
    ...new Set(
      (timeline.value.value ?? [])
        .filter((entry) => wanted(shortType(entry.type)))
        .flatMap((entry) => tokens(entry.data)),
    ),
  ];
  const before = computed(() =>
    photosOf((type) => ['reported', 'registered', 'joined', 'supplemented', 'verified'].includes(type)),
  );
  const after = computed(() => photosOf((type) => AFTER.has(type)));
  return { audit, timeline, clocks, desks, intake, county, before, after, reload };
}

function tokens(data: Record<string, unknown> | undefined): string[] {
  const facts = data?.facts as Record<string, unknown> | undefined;
  return [data?.photoIds, facts?.photoIds].flatMap((list) => (Array.isArray(list) ? (list as string[]) : []));
}
