/** A score policy while it is written: what was typed, what it adds up to, and what no policy may say. */

export type Subject = 'UNIT' | 'STREET' | 'COMMUNITY' | 'COMMAND_CENTER' | 'GRID_WORKER';

export const SUBJECTS: Subject[] = ['UNIT', 'STREET', 'COMMUNITY', 'COMMAND_CENTER', 'GRID_WORKER'];

const OF_PLACES = [
  'VALID_REPORTS',
  'SELF_HANDLED_SHARE',
  'ON_TIME_TRIAGE',
  'ON_TIME_HANDLING',
  'TRUE_CLOSING',
  'RECURRENCE',
];

/** What a subject may be scored by; grid workers by rates alone. */
export const PARTS: Record<Subject, string[]> = {
  UNIT: ['ACCEPT_ON_TIME', 'ON_TIME_HANDLING', 'CLOSING', 'FIRST_CHECK', 'JUSTIFIED_RETURNS', 'SATISFACTION'],
  STREET: OF_PLACES,
  COMMUNITY: OF_PLACES,
  COMMAND_CENTER: ['DISPATCH_ON_TIME', 'DISPATCH_ACCURACY', 'REVIEWS_ON_TIME'],
  GRID_WORKER: ['VALID_REPORTS', 'CHECKS_ON_TIME'],
};
export const MARKS = ['ARRIVAL_SPEED', 'QUALITY', 'COOPERATION', 'COMMUNICATION'];
export const DEDUCTIONS = ['FAILED_CHECK', 'FAILED_THREE_TIMES', 'MISCONDUCT', 'SUPERVISION_ORANGE', 'SUPERVISION_RED'];

/** A record of the kind `policies`, as the API has its fields. */
export interface PolicyFields {
  policy: string;
  validFrom: string;
  subject: Subject;
  parts: string[];
  streetWeight?: number;
  marks?: string[];
  deductions?: string[];
  deductionsMost?: number;
  bonusMost?: number;
  fewestRatings?: number;
}

/** Points by name, as typed; an empty text weighs nothing. */
export type Weights = Record<string, string>;

export interface SubjectDraft {
  subject: Subject;
  parts: Weights;
  streetWeight: string;
  marks: Weights;
  deductions: Weights;
  deductionsMost: string;
  bonusMost: string;
  fewestRatings: string;
}

export interface Draft {
  policy: string;
  validFrom: string;
  subjects: SubjectDraft[];
}

const NUMBER = /^\d{1,3}(\.\d{1,6})?$/;
const POLICY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,59}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `['CLOSING:20']` as it is typed. */
export const typed = (weights: string[] | undefined): Weights =>
  Object.fromEntries((weights ?? []).map((each) => each.split(':', 2) as [string, string]));

/** As the API reads it; in the order the names have, what is empty left out. */
export const written = (weights: Weights, names: string[]): string[] =>
  names.filter((name) => (weights[name] ?? '').trim() !== '').map((name) => `${name}:${weights[name]!.trim()}`);

const text = (value: number | undefined) => (value === undefined ? '' : String(value));

export const subjectDraft = (fields: PolicyFields): SubjectDraft => ({
  subject: fields.subject,
  parts: typed(fields.parts),
  streetWeight: text(fields.streetWeight),
  marks: typed(fields.marks),
  deductions: typed(fields.deductions),
  deductionsMost: text(fields.deductionsMost),
  bonusMost: text(fields.bonusMost),
  fewestRatings: text(fields.fewestRatings),
});

/** The policy of a code, its subjects in their order. */
export function draftOf(policy: string, records: PolicyFields[]): Draft {
  const own = records.filter((each) => each.policy === policy);
  return {
    policy,
    validFrom: own[0]?.validFrom ?? '',
    subjects: SUBJECTS.flatMap((subject) => own.filter((each) => each.subject === subject).map(subjectDraft)),
  };
}

const number = (typedText: string): number | undefined =>
  NUMBER.test(typedText.trim()) ? Number(typedText) : undefined;

/** The fields of a record; what is no number stays out, so that the server names it as missing. */
export function fieldsOf(draft: Draft, subject: SubjectDraft): PolicyFields {
  const fields: PolicyFields = {
    policy: draft.policy.trim(),
    validFrom: draft.validFrom,
    subject: subject.subject,
    parts: written(subject.parts, PARTS[subject.subject]),
  };
  if (subject.subject !== 'UNIT') return fields;
  return {
    ...fields,
    streetWeight: number(subject.streetWeight),
    marks: written(subject.marks, MARKS),
    deductions: written(subject.deductions, DEDUCTIONS),
    deductionsMost: number(subject.deductionsMost),
    bonusMost: number(subject.bonusMost),
    fewestRatings: number(subject.fewestRatings),
  };
}

/** What weights add up to, without the dust of binary fractions. */
export const sumOf = (weights: Weights, names: string[]): number =>
  Number(names.reduce((sum, name) => sum + (number(weights[name] ?? '') ?? 0), 0).toFixed(6));

const sameFields = (one: PolicyFields, other: PolicyFields): boolean =>
  JSON.stringify(comparable(one)) === JSON.stringify(comparable(other));

const comparable = (fields: PolicyFields) => ({
  ...fields,
  parts: sorted(fields.parts),
  marks: sorted(fields.marks),
  deductions: sorted(fields.deductions),
});

/** `5` and `5.0` are the same weight. */
const sorted = (weights: string[] | undefined) =>
  weights
    ?.map((each) => {
      const [name, points] = each.split(':', 2);
      return `${name}:${Number(points)}`;
    })
    .sort();

/** The subjects whose record would be another one than it is now, all of them under a new code. */
export const changed = (draft: Draft, records: PolicyFields[]): SubjectDraft[] =>
  draft.subjects.filter((subject) => {
    const now = records.find((each) => each.policy === draft.policy.trim() && each.subject === subject.subject);
    return !now || !sameFields(fieldsOf(draft, subject), fieldsOf(draftOf(now.policy, records), subjectDraft(now)));
  });

/** The subjects that are scored otherwise than in the policy a draft began with, whatever its code and first day. */
export const rescored = (draft: Draft, before: Draft): SubjectDraft[] =>
  draft.subjects.filter((subject) => {
    const was = before.subjects.find((each) => each.subject === subject.subject);
    return (
      !was ||
      !sameFields(
        fieldsOf({ ...draft, policy: '', validFrom: '' }, subject),
        fieldsOf({ ...before, policy: '', validFrom: '' }, was),
      )
    );
  });

/** What is wrong, by where it was typed: `UNIT.parts.CLOSING`, `UNIT.streetWeight`, `validFrom`. */
export type Wrong = Record<string, { key: string; values?: Record<string, unknown> }>;

/** What no server needs to be asked for. */
export function wrongIn(draft: Draft, minimum: number | undefined, records: PolicyFields[] = []): Wrong {
  const wrong: Wrong = {};
  if (!POLICY.test(draft.policy.trim())) wrong.policy = { key: 'admin.badCode' };
  const stored = records.find((each) => each.policy === draft.policy.trim())?.validFrom;
  if (!DATE.test(draft.validFrom)) wrong.validFrom = { key: 'admin.badDate' };
  else if (stored && stored !== draft.validFrom) wrong.validFrom = { key: 'admin.sameDay', values: { day: stored } };
  for (const subject of draft.subjects) {
    const at = subject.subject;
    weigh(wrong, `${at}.parts`, subject.parts, PARTS[at], true);
    if (at !== 'UNIT') continue;
    weigh(wrong, `${at}.marks`, subject.marks, MARKS, true);
    weigh(wrong, `${at}.deductions`, subject.deductions, DEDUCTIONS, false);
    const weight = number(subject.streetWeight);
    if (weight === undefined || weight > 1)
      wrong[`${at}.streetWeight`] = { key: 'admin.badNumber', values: { most: 1 } };
    else if (minimum !== undefined && weight < minimum)
      wrong[`${at}.streetWeight`] = { key: 'admin.minimum', values: { minimum } };
    for (const field of ['deductionsMost', 'bonusMost'] as const) {
      const most = number(subject[field]);
      if (most === undefined || most > 100) wrong[`${at}.${field}`] = { key: 'admin.badNumber', values: { most: 100 } };
    }
    if (!/^[1-9]\d{0,2}$/.test(subject.fewestRatings.trim())) wrong[`${at}.fewestRatings`] = { key: 'admin.badCount' };
  }
  return wrong;
}

function weigh(wrong: Wrong, at: string, weights: Weights, names: string[], hundred: boolean): void {
  for (const name of names) {
    const points = (weights[name] ?? '').trim();
    if (points && (number(points) === undefined || number(points)! > 100))
      wrong[`${at}.${name}`] = { key: 'admin.badNumber', values: { most: 100 } };
  }
  const sum = sumOf(weights, names);
  if (hundred && sum !== 100)
    wrong[at] =
      sum < 100
        ? { key: 'admin.sumLess', values: { n: rest(sum) } }
        : { key: 'admin.sumMore', values: { n: rest(sum) } };
}

const rest = (sum: number) => Number(Math.abs(100 - sum).toFixed(6));

/** An error of a refusal, as the services name it. */
export interface ServerError {
  pointer: string;
  code: string;
  message?: string;
}

/**
 * Where the field of a server's error was typed: `/policies/0/parts/2` of a preview by the drafts that were sent, or
 * `/parts` of a record that was stored; absent for an error elsewhere.
 */
export function placeOf(error: ServerError, sent: SubjectDraft[]): string | undefined {
  const steps = error.pointer.split('/').slice(1);
  const [subject, field, item] =
    steps[0] === 'policies' ? [sent[Number(steps[1])], steps[2], steps[3]] : [sent[0], steps[0], undefined];
  if (!subject || !field) return undefined;
  if (field === 'policy' || field === 'validFrom') return field;
  const names =
    field === 'parts'
      ? PARTS[subject.subject]
      : field === 'marks'
        ? MARKS
        : field === 'deductions'
          ? DEDUCTIONS
          : undefined;
  if (!names || item === undefined) return `${subject.subject}.${field}`;
  const name = written(subject[field as 'parts' | 'marks' | 'deductions'], names)[Number(item)]?.split(':', 1)[0];
  return `${subject.subject}.${field}${name ? `.${name}` : ''}`;
}

/** Which of the policies is in force on a day: the last one that began. */
export const inForceOn = (day: string, records: PolicyFields[]): string | undefined =>
  records
    .filter((each) => each.validFrom <= day)
    .sort((one, other) => one.validFrom.localeCompare(other.validFrom) || one.policy.localeCompare(other.policy))
    .at(-1)?.policy;
