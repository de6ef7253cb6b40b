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

/** The first day of the month of an instant and the first of the next, as the county's calendar has them. */
export function monthOf(today: string): { from: string; to: string } {
  const [year = 1970, month = 1] = today.split('-').map(Number);
  const two = (number: number) => String(number).padStart(2, '0');
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`;
  return { from: `${year}-${two(month)}-01`, to: next };
}
