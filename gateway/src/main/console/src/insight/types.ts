/** What the audit answers about indicators and scores (deploy/docs/api.md). What is absent is none. */

export type Level = 'COUNTY' | 'STREET' | 'COMMUNITY' | 'GRID' | 'UNIT' | 'CATEGORY';

export interface Value {
  indicator: string;
  nameZh: string;
  nameEn: string;
  numerator?: number;
  denominator?: number;
  value?: number;
  /** of the true closing rate, 95 % */
  interval?: { low: number; high: number };
  href?: string;
  denominatorHref?: string;
}

export interface Stage {
  stage: string;
  nameZh: string;
  nameEn: string;
  count: number;
  meanSeconds: number;
  medianSeconds: number;
  p90Seconds: number;
}

export interface Row {
  level: Level;
  area?: string;
  code: string;
  indicators: Value[];
  stages: Stage[];
}

export interface Table {
  level: Level;
  from: string;
  to: string;
  asOf: string;
  rows: Row[];
}

export interface Heading {
  area: string;
  code: string;
  nameZh?: string;
  nameEn?: string;
}

export interface Cell {
  area: string;
  row: string;
  column: string;
  numerator: number;
  denominator?: number;
  value?: number;
  href: string;
  denominatorHref?: string;
}

export interface Matrix {
  indicator: string;
  nameZh: string;
  nameEn: string;
  rate: boolean;
  rowLevel: Level;
  columnLevel: Level;
  rows: Heading[];
  columns: Heading[];
  cells: Cell[];
}

/** One thing that was counted. */
export interface Item {
  caseId: string;
  caseNumber?: string;
  round: number;
  assignmentId?: string;
  unit?: string;
  territory: string;
  category: string;
  at: string;
  settled?: string;
}

export type Subject = 'UNIT' | 'STREET' | 'COMMUNITY' | 'COMMAND_CENTER' | 'GRID_WORKER';

export interface ScorePart {
  part: string;
  nameZh: string;
  nameEn: string;
  weight: number;
  counted: number;
  numerator?: number;
  denominator?: number;
  achieved?: number;
  points: number;
  href?: string;
  wholeHref?: string;
}

export interface Street {
  weight: number;
  mark?: number;
  ofTheGroup: boolean;
  ratings: number;
  confirmations: number;
  ratedShare?: number;
  streets: { street: string; ratings: number; sums: Record<string, number> }[];
  href?: string;
}

export interface Deducted {
  kind: string;
  cases: number;
  pointsACase: number;
  points: number;
  href?: string;
}

export interface ScoreLine {
  subject: Subject;
  code: string;
  nameZh?: string;
  nameEn?: string;
  group?: string;
  rank?: number;
  value?: number;
  objective?: number;
  parts: ScorePart[];
  street?: Street;
  bonus?: number;
  deducted?: number;
  deductions: Deducted[];
}

export interface Basis {
  policy: string;
  referenceVersion: number;
  policySha256: string;
  calendarVersion: string;
  sizes: number[];
  scoresSha256: string;
}

export interface ScoreTable {
  county: string;
  period: string;
  from: string;
  to: string;
  status: 'DRAFT' | 'PUBLISHED' | 'FROZEN';
  policy: string;
  publishedAt?: string;
  appealsUntil?: string;
  frozenAt?: string;
  basis?: Basis;
  bonuses: { id: string; unit: string; points: number; reason: string; grantedBy: string; grantedAt: string }[];
  lines: ScoreLine[];
}

export interface Recomputed {
  period: string;
  recomputedAt: string;
  cases: number;
  differences: { where: string; published?: string; recomputed?: string }[];
}

/** A score line by the policy in force and by a draft. */
export interface Compared {
  present?: ScoreLine;
  draft: ScoreLine;
  difference?: number;
}

export interface Preview {
  county: string;
  period: string;
  from: string;
  to: string;
  until: string;
  policy: string;
  minimumStreetWeight?: number;
  lines: Compared[];
}
