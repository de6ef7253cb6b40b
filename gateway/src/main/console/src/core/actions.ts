/**
 * What can be done to a case, and what each action asks for (deploy/docs/api.md). Which of them are possible now is the
 * server's word alone: `allowedActions` of its answer.
 */
import type {
  Appeal,
  Assignment,
  CountyCase,
  CountyPart,
  Deadline,
  IntakeCase,
  Position,
  TicketCondition,
} from './types';

export type FieldKind =
  | 'text'
  | 'line'
  | 'code'
  | 'condition'
  | 'conditions'
  | 'unit'
  | 'units'
  | 'yesNo'
  | 'marks'
  | 'stars'
  | 'evidence'
  | 'photos'
  | 'amount'
  | 'until'
  | 'position'
  | 'part'
  | 'redo'
  | 'about'
  | 'closing'
  | 'similar';

export interface Field {
  name: string;
  kind: FieldKind;
  required: boolean;
  options?: readonly string[];
  /** the longest text, in characters; 2000 where it is absent */
  max?: number;
  /** only while another field has this value */
  when?: { field: string; is: unknown };
}

export interface Action {
  fields: Field[];
  tone: 'primary' | 'plain' | 'danger';
}

const RETURN = ['WRONG_DEPARTMENT', 'OUTSIDE_AREA', 'OWNER_UNCLEAR', 'OTHER'] as const;
const REJECT = ['DUPLICATE', 'NOT_QUALIFIED', 'STREET_CAN_HANDLE', 'INCOMPLETE'] as const;
const VETO = ['NOT_RESOLVED', 'PARTLY_RESOLVED', 'RECURRED', 'NO_SHOW'] as const;

const field = (name: string, kind: FieldKind, required = true, more: Partial<Field> = {}): Field => ({
  name,
  kind,
  required,
  ...more,
});
const note = field('note', 'text');
const maybeNote = field('note', 'text', false);
const photos = field('photoIds', 'photos', false);
const reply = field('reply', 'text', false, { max: 500 });
const reason = (options: readonly string[]) => field('reasonCode', 'code', true, { options });
const plain = (...fields: Field[]): Action => ({ fields, tone: 'plain' });
const primary = (...fields: Field[]): Action => ({ fields, tone: 'primary' });
const danger = (...fields: Field[]): Action => ({ fields, tone: 'danger' });

export const ACTIONS: Record<string, Action> = {
  join: plain(),
  supplement: plain(note, photos),
  withdraw: danger(),
  'request-verification': plain(maybeNote),
  'cancel-verification': plain(maybeNote),
  verify: primary(field('found', 'yesNo'), note, photos),
  'start-handling': primary(field('conditionCode', 'condition')),
  handle: primary(field('result', 'text'), field('photoIds', 'evidence', false), reply),
  merge: plain(field('into', 'similar'), maybeNote),
  void: danger(reason(['NOT_FOUND', 'OUT_OF_SCOPE', 'FALSE_REPORT']), note),
  escalate: primary(
    reason(['BEYOND_POWER', 'NEEDS_ENFORCEMENT', 'CROSSES_COMMUNITIES']),
    note,
    field('dutyItem', 'line', false),
  ),
  'send-back': plain(reason(['INCOMPLETE', 'COMMUNITY_CAN_HANDLE']), note),
  ticket: primary(
    field('whistleKind', 'code', true, { options: ['ROUTINE', 'ENFORCEMENT', 'EMERGENCY', 'CAMPAIGN'] }),
    field('conditionCodes', 'conditions'),
    field('units', 'units', false),
    field('reason', 'text'),
  ),
  locate: primary(field('position', 'position')),
  endorse: primary(note),
  'take-back': danger(reason(REJECT), note),
  check: primary(
    field('passed', 'yesNo'),
    note,
    photos,
    field('position', 'position', false),
    field('assignmentIds', 'redo', false, { when: { field: 'passed', is: false } }),
  ),
  confirm: primary(field('rating', 'marks'), field('comment', 'text', false)),
  veto: danger(reason(VETO), note, field('assignmentIds', 'redo', false)),
  'call-back': primary(
    field('contacted', 'yesNo'),
    field('resolved', 'yesNo', true, { when: { field: 'contacted', is: true } }),
    field('satisfaction', 'stars', false, { when: { field: 'contacted', is: true } }),
    maybeNote,
  ),
  rate: primary(field('resolved', 'yesNo'), field('satisfaction', 'stars'), field('comment', 'text', false)),
  reopen: danger(reason(VETO), note),
  'spot-check': primary(field('passed', 'yesNo'), note, photos),
  urge: plain(note),
  'reply-supervision': plain(note),

  file: plain(),
  reject: danger(reason(REJECT), note),
  dispatch: primary(field('lead', 'unit'), field('assisting', 'units', false), maybeNote),
  designate: primary(field('lead', 'unit'), field('assisting', 'units', false), note),
  'add-assisting': plain(field('unit', 'unit'), maybeNote),
  recall: danger(field('assignmentId', 'part', false), reason(RETURN), note),
  'review-return': primary(field('assignmentId', 'part'), field('approve', 'yesNo'), note),
  'review-extension': primary(
    field('assignmentId', 'part'),
    field('approve', 'yesNo'),
    field('amount', 'amount', false, { when: { field: 'approve', is: true } }),
    note,
  ),
  'review-suspension': primary(
    field('assignmentId', 'part'),
    field('approve', 'yesNo'),
    field('until', 'until', false, { when: { field: 'approve', is: true } }),
    note,
  ),
  resume: plain(field('assignmentId', 'part'), note),
  supervise: plain(
    field('assignmentId', 'part', false),
    field('level', 'code', true, { options: ['BLUE', 'ORANGE', 'RED'] }),
    note,
  ),
  rule: primary(field('decision', 'code', true, { options: ['REWORK', 'REDISPATCH', 'CLOSE'] }), note),
  'force-close': danger(reason(['LEGAL_PROCEEDINGS', 'BEYOND_COUNTY', 'OTHER']), note),
  'find-misconduct': danger(field('unit', 'unit'), note, field('photoIds', 'photos')),
  'review-appeal': primary(field('recommend', 'yesNo'), note),
  'decide-appeal': primary(field('uphold', 'yesNo'), note),

  accept: primary(),
  'request-return': danger(reason(RETURN), note, field('proposedUnit', 'unit', false)),
  'check-in': primary(field('position', 'position')),
  'assign-handler': plain(field('handler', 'line')),
  note: plain(note, photos),
  'request-extension': plain(
    field('amount', 'amount'),
    reason(['ENGINEERING', 'WEATHER', 'COORDINATION', 'OTHER']),
    note,
  ),
  'request-suspension': plain(field('until', 'until'), reason(['ENGINEERING', 'SEASONAL', 'CONDITIONS_NOT_MET']), note),
  'complete-stage': primary(
    field('conditionCode', 'condition'),
    field('result', 'text'),
    field('photoIds', 'evidence', false),
  ),
  complete: primary(field('result', 'text'), field('closing', 'closing'), field('photoIds', 'evidence', false), reply),
  appeal: plain(field('about', 'about'), reason(['OTHER']), note),
};

const RANK = { primary: 0, plain: 1, danger: 2 };

/** Known actions of a list, the main ones first. */
export const ordered = (allowed: string[]): string[] =>
  allowed
    .filter((action) => ACTIONS[action])
    .sort((one, other) => RANK[ACTIONS[one]!.tone] - RANK[ACTIONS[other]!.tone]);

export type ServiceName = 'intake' | 'dispatch' | 'department';

/** A case, or a unit's part, as the desk that answered it: what an action needs to be asked. */
export interface Subject {
  service: ServiceName;
  /** case, or assignment at a department's desk */
  id: string;
  caseId: string;
  caseNumber: string;
  version: number;
  state: string;
  allowedActions: string[];
  categoryCode: string;
  gridCode?: string;
  position?: Position;
  deadlines: Deadline[];
  conditions: TicketCondition[];
  parts: CountyPart[];
  appeals: Appeal[];
  appealable: { id: string; kind: string; appealed: boolean }[];
  stagesDone: string[];
}

const nothing = { conditions: [], parts: [], appeals: [], appealable: [], stagesDone: [] };

export const ofIntake = (item: IntakeCase): Subject => ({ ...nothing, ...item, service: 'intake', id: item.caseId });

export const ofCounty = (item: CountyCase): Subject => ({
  ...nothing,
  ...item,
  service: 'dispatch',
  id: item.caseId,
  conditions: item.ticket.conditions,
});

export const ofPart = (item: Assignment): Subject => ({
  ...nothing,
  ...item,
  service: 'department',
  id: item.assignmentId,
  conditions: item.ticket.conditions,
  stagesDone: item.work.stagesDone,
});

/** The appeal that an appeal's action is about: the oldest that is not decided. */
export const openAppeal = (subject: Subject): Appeal | undefined =>
  subject.appeals.find((appeal) => appeal.upheld == null);

/** Where an action is sent to. */
export function pathOf(subject: Subject, action: string): string {
  if (action === 'review-appeal' || action === 'decide-appeal') {
    return `/api/dispatch/appeals/${openAppeal(subject)?.appealId}/${action.replace('-appeal', '')}`;
  }
  const collection = subject.service === 'department' ? 'assignments' : 'cases';
  return `/api/${subject.service}/${collection}/${subject.id}/${action}`;
}

/** What the parts of a case wait for, by the action that answers it. */
export function partsFor(subject: Subject, action: string): CountyPart[] {
  const open = subject.parts.filter((part) => part.state !== 'ENDED' && part.state !== 'DONE');
  switch (action) {
    case 'review-return':
      return open.filter((part) => part.state === 'RETURN_REVIEW');
    case 'review-extension':
      return open.filter((part) => part.request?.extension);
    case 'review-suspension':
      return open.filter((part) => part.request?.until);
    case 'resume':
      return open.filter((part) => part.state === 'SUSPENDED');
    case 'recall':
      return open.filter((part) => part.role === 'ASSISTING');
    default:
      return subject.parts.filter((part) => part.state !== 'ENDED');
  }
}
