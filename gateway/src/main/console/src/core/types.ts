/** What the services answer (deploy/docs/api.md). Instants are ISO-8601 strings with an offset. */

export interface Page<T> {
  items: T[];
  page: number;
  size: number;
  total: number;
  /** true where counting stopped before the end */
  more?: boolean;
  searched?: Searched;
}

/** What a search looked for; `wider` finds more */
export interface Searched {
  words: string[];
  match: 'ALL' | 'ANY';
  fields: string[];
  wider?: 'ANY';
}

/** WGS 84 degrees. */
export interface Position {
  longitude: number;
  latitude: number;
}

export interface Deadline {
  clockId: string;
  kind: string;
  at?: string;
  assignmentId?: string;
  conditionCode?: string;
  paused: boolean;
  missed: boolean;
}

/** The short answer of every change. */
export interface CaseAnswer {
  caseId: string;
  caseNumber: string;
  state: string;
  version: number;
  gridCode?: string;
  categoryCode: string;
  deadlines: Deadline[];
  allowedActions: string[];
}

export interface Limit {
  amount: number;
  unit: string;
}

export interface TicketCondition {
  conditionCode: string;
  nameZh: string;
  nameEn: string;
  stage?: number;
  handling: Limit;
  acceptance: Limit;
  closingCriterion?: string;
  evidence: 'PHOTO' | 'DOCUMENT' | 'NONE';
  urgent: boolean;
}

export interface Ticket {
  whistleKind: string;
  conditions: TicketCondition[];
  unitsAsked: string[];
  reason: string;
  byRule: boolean;
  urgent?: boolean;
}

/** What all three desks tell of a case. */
interface Shown extends CaseAnswer {
  round: number;
  description: string;
  position?: Position;
  address?: string;
  photoIds: string[];
  urgent: boolean;
}

/** A case at intake's desks. */
export interface IntakeCase extends Shown {
  source: string;
  externalId?: string;
  externalDeadline?: string;
  conditionCode?: string;
  reportedAt: string;
  reporters: number;
  mine: boolean;
  verified: boolean;
  leadUnit?: string;
  whistleKind?: string;
  mergedInto?: string;
  checkFailures: number;
  vetoes: number;
  closedAt?: string;
  jurisdictionCode?: string;
  filedByRule: boolean;
  endorsed: boolean;
  arrival?: { at: string; metres?: number };
  flags: string[];
  recurrenceOf?: string;
  answer?: { at: string; reply?: string; photoIds: string[] };
  reasonCode?: string;
}

/** What a unit asked for and nobody answered yet: an extension in the limit's unit, or a suspension until then. */
export interface PartRequest {
  extension?: Limit;
  until?: string;
}

export interface CountyPart {
  assignmentId: string;
  unit: string;
  role: 'LEAD' | 'ASSISTING';
  state: string;
  round: number;
  attempt: number;
  offeredAt: string;
  /** Offered by rule, not by a person. */
  byRule: boolean;
  accepted: boolean;
  request?: PartRequest;
  extensions: number;
  suspensions: number;
  resumeAt?: string;
  endedBy?: string;
}

export interface Appeal {
  appealId: string;
  assignmentId: string;
  unit: string;
  about: string;
  reasonCode: string;
  note: string;
  filedAt: string;
  round: number;
  recommended?: boolean;
  reviewer?: string;
  upheld?: boolean;
}

/** A case at the command center. */
export interface CountyCase extends Shown {
  source: string;
  externalId?: string;
  externalDeadline?: string;
  ticket: Ticket;
  filed: boolean;
  approvedReturns: number;
  supervision?: 'BLUE' | 'ORANGE' | 'RED';
  appeals: Appeal[];
  ticketedAt: string;
  parts: CountyPart[];
}

/** A unit's part of a case. */
export interface Assignment extends Shown {
  assignmentId: string;
  unit: string;
  role: 'LEAD' | 'ASSISTING';
  attempt: number;
  returnAllowed: boolean;
  returnUntil?: string;
  work: { acceptedAt?: string; arrivedAt?: string; handler?: string; stagesDone: string[] };
  requests: { extensions: number; suspensions: number; pending?: 'EXTENSION' | 'SUSPENSION' };
  appealable: { id: string; kind: string; appealed: boolean }[];
  appealUntil?: string;
  ticket: Ticket;
  offeredAt: string;
}

/** A case as the ledger tells it, across all desks. */
export interface AuditCase {
  caseId: string;
  caseNumber: string;
  state: string;
  holder: string;
  round: number;
  gridCode?: string;
  position?: Position;
  address?: string;
  categoryCode: string;
  description: string;
  source: string;
  externalId?: string;
  whistleKind?: string;
  leadUnit?: string;
  units: string[];
  mainCase?: string;
  flags: string[];
  reportedAt: string;
  stateSince: string;
  closedAt?: string;
  deadline?: string;
  handlingDeadline?: string;
}

export interface TimelineEntry {
  eventId: string;
  type: string;
  source: string;
  time: string;
  actor: string;
  actorRole: string;
  round: number;
  stateAfter?: string;
  /** why it did nothing in the end */
  superseded?: string;
  ledger?: { shard: number; index: number };
  data?: Record<string, unknown>;
}

export interface ClockLine {
  zh: string;
  en: string;
}

export interface ClockView {
  clockId: string;
  kind: string;
  nameZh: string;
  nameEn: string;
  owner: string;
  assignmentId?: string;
  responsibleUnit?: string;
  conditionCode?: string;
  state: 'RUNNING' | 'PAUSED' | 'STOPPED';
  startedAt: string;
  stoppedAt?: string;
  deadline?: string;
  warning?: string;
  late: boolean;
  missed: boolean;
  explanation: { lines: ClockLine[] };
}

/** Who could lead a case, with the reason. */
export interface Candidate {
  unit: string;
  nameZh: string;
  nameEn: string;
  rank: number;
  reason: string;
  rule?: string;
  componentId?: string;
  componentMetres?: number;
  openParts: number;
  overdueParts: number;
  suspendedParts: number;
  ruleDispatches?: number;
  ruleReturned?: number;
}

/** A likely duplicate; one outside the caller's scope has no more than category, distance and age. */
export interface Similar {
  caseId?: string;
  caseNumber?: string;
  state?: string;
  categoryCode: string;
  description?: string;
  distanceMetres: number;
  reportedAt?: string;
  score: number;
  [other: string]: unknown;
}

export interface Notice {
  noticeId: number;
  kind: string;
  caseId: string;
  caseNumber: string;
  category: string;
  jurisdiction: string;
  unit?: string;
  text: string;
  toldAt: string;
  seen: boolean;
}

/** What the live stream tells of a case. */
export interface CaseChange {
  eventId: string;
  type: string;
  time: string;
  caseId: string;
  caseNumber: string;
  state: string;
  stateAfter?: string;
  gridCode?: string;
  categoryCode: string;
  whistleKind?: string;
  leadUnit?: string;
  units: string[];
  flags: string[];
  deadline?: string;
}
