/** How a score line comes to its value, as it is written under it. */
import type { ScoreLine, ScoreTable, Subject } from './types';

export interface Composed {
  kind: 'both' | 'mark' | 'objective' | 'none';
  w: number;
  mark?: number;
  objective?: number;
  bonus: number;
  deducted: number;
  /** before it is held within 0 and 100 */
  raw?: number;
  clamped: boolean;
  /** what the street mark and the objective score bring of the value */
  ofMark: number;
  ofObjective: number;
}

/** The parts of a line's value; a mark of the group never stands for a unit's whole work. */
export function composed(line: ScoreLine): Composed {
  const w = line.street?.weight ?? 0;
  const bonus = line.bonus ?? 0;
  const deducted = line.deducted ?? 0;
  const objective = line.objective;
  const own = line.street && !(line.street.ofTheGroup && objective === undefined) ? line.street.mark : undefined;
  const kind =
    own === undefined ? (objective === undefined ? 'none' : 'objective') : objective === undefined ? 'mark' : 'both';
  const ofMark = kind === 'both' ? w * own! : kind === 'mark' ? own! : 0;
  const ofObjective = kind === 'both' ? (1 - w) * objective! : kind === 'objective' ? objective! : 0;
  const raw = kind === 'none' ? undefined : ofMark + ofObjective + bonus - deducted;
  return {
    kind,
    w,
    mark: own,
    objective,
    bonus,
    deducted,
    raw,
    clamped: raw !== undefined && (raw < 0 || raw > 100),
    ofMark,
    ofObjective,
  };
}

export const SUBJECTS: Subject[] = ['UNIT', 'STREET', 'COMMUNITY', 'COMMAND_CENTER'];

export interface Group {
  name: string;
  lines: ScoreLine[];
}

/** The lines of a subject, units by their group, in the order they came: best first. */
export function grouped(table: ScoreTable, subject: Subject): Group[] {
  const groups = new Map<string, ScoreLine[]>();
  for (const line of table.lines) {
    if (line.subject !== subject) continue;
    const name = line.group ?? '';
    groups.set(name, [...(groups.get(name) ?? []), line]);
  }
  return [...groups].map(([name, lines]) => ({ name, lines }));
}

/** Two decimals, as scores are told. */
export const told = (value: number | undefined, none: string): string =>
  value === undefined ? none : value.toFixed(2);

/** At most four decimals, without zeros at the end. */
export const exact = (value: number): string => String(Number(value.toFixed(4)));
