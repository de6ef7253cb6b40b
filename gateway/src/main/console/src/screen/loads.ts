/** What the wall counts from the open cases it read. */
import type { AuditCase } from '@/core/types';

export interface Load {
  unit: string;
  open: number;
  late: number;
}

/** Open and overdue cases by their lead unit, the fullest first. */
export function loadsOf(cases: AuditCase[], now: number): Load[] {
  const loads = new Map<string, Load>();
  for (const each of cases) {
    if (!each.leadUnit) continue;
    const load = loads.get(each.leadUnit) ?? { unit: each.leadUnit, open: 0, late: 0 };
    load.open++;
    if (isLate(each, now)) load.late++;
    loads.set(each.leadUnit, load);
  }
  return [...loads.values()].sort((one, other) => other.open - one.open || one.unit.localeCompare(other.unit));
}

export const isLate = (each: AuditCase, now: number): boolean =>
  !!each.deadline && new Date(each.deadline).getTime() < now;
