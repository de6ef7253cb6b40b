/** What happens to a report between "send" and the server's answer. Pure: no storage, no network, no clock of its own. */
import type { Problem } from '@/core/api';
import type { CaseAnswer, Position, Similar } from '@/core/types';

/** What is sent, apart from the tokens of its photos. */
export interface Report {
  categoryCode: string;
  conditionCode?: string;
  description: string;
  position: Position & { datum: string };
  source: 'GRID_PATROL' | 'CITIZEN';
  occurredAt: string;
}

/** A photo; its token as soon as it was uploaded, so that it is uploaded once. */
export interface Photo {
  blob: Blob;
  token?: string;
}

export type ReportAnswer = CaseAnswer & { possibleDuplicates: Similar[] };

/** `WAITING` is tried by itself, `SIGN_IN` when the person is known again, `STOPPED` when somebody decides. */
export type EntryState = 'WAITING' | 'SIGN_IN' | 'STOPPED' | 'SENT';

/** One report on its way. */
export interface Entry {
  id: string;
  /** only this account sends it */
  account: string;
  /** `Idempotency-Key`: the same over all tries of the same content */
  key: string;
  report: Report;
  photos: Photo[];
  /** photos that this device could no longer read: sent without them */
  lost?: number;
  state: EntryState;
  createdAt: number;
  tries: number;
  /** how often in a row the server failed at it */
  failures?: number;
  triedAt?: number;
  /** whether the server may have heard of it: from then on its content and key stay */
  asked?: boolean;
  /** not before then */
  nextAt: number;
  problem?: Problem;
  answer?: ReportAnswer;
}

export type Outcome = { kind: 'sent'; answer: ReportAnswer } | { kind: 'refused'; status: number; problem: Problem };

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 5 * 60_000;
/** After so many failures in a row somebody decides: about ten minutes. */
const MOST_FAILURES = 8;
const KEPT_AFTER_SENDING = 7 * 24 * 3_600_000;

export function newEntry(id: string, key: string, account: string, report: Report, photos: Blob[], now: number): Entry {
  return {
    id,
    key,
    account,
    report,
    photos: photos.map((blob) => ({ blob })),
    state: 'WAITING',
    createdAt: now,
    tries: 0,
    nextAt: now,
  };
}

/** Doubles from 5 s to 5 min. */
export const waitAfter = (tries: number): number => Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, tries - 1));

const PASSING_STATUS = [0, 408, 425, 429];
/** Still worked on; or the page's token was missing, which the next answer brings. */
const PASSING_CODE = ['REQUEST_IN_PROGRESS', 'CSRF_TOKEN_INVALID'];

/** Whether the server failed at this request; 503 says that it would at any. */
const failure = (status: number): boolean => status >= 500 && status !== 503;

/** Whether the same request may succeed later, without anybody changing it. */
const passing = (status: number, { code }: Problem, failures: number): boolean =>
  (status >= 500 && failures < MOST_FAILURES) ||
  PASSING_STATUS.includes(status) ||
  (code !== undefined && PASSING_CODE.includes(code));

export function afterTry(entry: Entry, outcome: Outcome, now: number): Entry {
  const tried: Entry = { ...entry, tries: entry.tries + 1, triedAt: now, problem: undefined, failures: 0 };
  if (outcome.kind === 'sent') return { ...tried, state: 'SENT', answer: outcome.answer, photos: [] };
  const { status, problem } = outcome;
  const shown: Problem = { ...problem, status };
  tried.failures = failure(status) ? (entry.failures ?? 0) + 1 : 0;
  if (status === 401) return { ...tried, state: 'SIGN_IN', problem: shown };
  if (passing(status, problem, tried.failures))
    return { ...tried, state: 'WAITING', problem: shown, nextAt: now + waitAfter(tried.tries) };
  return { ...tried, state: 'STOPPED', problem: shown };
}

/** What to try now, oldest first. */
export function due(entries: Entry[], account: string | undefined, now: number): Entry[] {
  return entries
    .filter((each) => each.account === account && each.state === 'WAITING' && each.nextAt <= now)
    .sort((one, other) => one.createdAt - other.createdAt);
}

/** When to look again, if anything waits for its time. */
export function wakeAt(entries: Entry[], account: string | undefined): number | undefined {
  const times = entries
    .filter((each) => each.account === account && each.state === 'WAITING')
    .map((each) => each.nextAt);
  return times.length ? Math.min(...times) : undefined;
}

/** There is a network again, or somebody asks: nothing waits for its time any longer. */
export const hurried = (entry: Entry, now: number): Entry =>
  entry.state === 'WAITING' ? { ...entry, nextAt: Math.min(entry.nextAt, now) } : entry;

/** The person is signed in again. */
export const released = (entry: Entry, now: number): Entry =>
  entry.state === 'SIGN_IN' ? { ...entry, state: 'WAITING', nextAt: now } : entry;

/** Sent once more as it is: the same content, so the same key. */
export const resent = (entry: Entry, now: number): Entry =>
  entry.state === 'STOPPED' ? { ...entry, state: 'WAITING', nextAt: now, failures: 0 } : entry;

/** Whether it may be edited: nothing was asked yet, or it was refused. Else a second case could come of it. */
export const editable = (entry: Entry): boolean =>
  entry.state === 'STOPPED' || (entry.state !== 'SENT' && !entry.asked);

/** What was said of a report that was sent is kept for a week. */
export const outlived = (entry: Entry, now: number): boolean =>
  entry.state === 'SENT' && now - (entry.triedAt ?? entry.createdAt) > KEPT_AFTER_SENDING;

/** A photo has its token; without one it cannot be read any more and is left out. */
export const uploaded = (entry: Entry, index: number, token: string | undefined): Entry =>
  token
    ? { ...entry, photos: entry.photos.map((each, at) => (at === index ? { ...each, token } : each)) }
    : { ...entry, photos: entry.photos.filter((_, at) => at !== index), lost: (entry.lost ?? 0) + 1 };

/** The body of `POST /cases`; only when every photo has its token. */
export function bodyOf(entry: Entry): Report & { photoIds: string[] } {
  return {
    ...entry.report,
    photoIds: entry.photos.map((photo) => {
      if (!photo.token) throw new Error(`entry ${entry.id}: a photo is not uploaded yet`);
      return photo.token;
    }),
  };
}

/** Who may send now, where the browser has no locks of its own. */
export interface Lease {
  holder: string;
  until: number;
}

/** The lease if the holder may have it now: it is free, run out, or their own. */
export function leased(held: Lease | undefined, holder: string, now: number, milliseconds: number): Lease | undefined {
  return !held || held.holder === holder || held.until <= now ? { holder, until: now + milliseconds } : undefined;
}
