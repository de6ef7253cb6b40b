/** Reading and changing the county's reference data, record by record or as a pack. */
import { get, query, send } from '@/core/api';
import { scopesOf } from '@/core/session';

export interface Stored<T> {
  code: string;
  fields: T;
}

export interface KindChange {
  kind: string;
  added: number;
  changed: number;
  removed: number;
  /** up to a hundred of each */
  addedCodes: string[];
  changedCodes: string[];
  removedCodes: string[];
}

/** A removed code that open cases have. */
export interface Touched {
  kind: string;
  code: string;
  strands: boolean;
  cases: number;
  parts: number;
  caseNumbers: string[];
}

/** What came of a change, or would come of it. */
export interface Result {
  county: string;
  version: number;
  sha256: string;
  activated: boolean;
  dryRun: boolean;
  changes: KindChange[];
  openCases: { codes: number; strandedCases: number; named: Touched[] };
  /** records changed since the last import that become otherwise */
  edits: { count: number; records: string[] };
}

export interface InForce {
  county: string;
  version: number;
  sha256: string;
}

/** The counties somebody administers. */
export const myCounties = (): string[] => [
  ...new Set(scopesOf('ADMIN').flatMap((scope) => (scope.length >= 6 ? [scope.slice(0, 6)] : []))),
];

export const readKind = <T>(kind: string, county: string | undefined, signal?: AbortSignal): Promise<Stored<T>[]> =>
  get(`/api/dispatch/reference/${kind}${query({ county })}`, signal);

export const readInForce = (county: string, signal?: AbortSignal): Promise<InForce> =>
  get(`/api/dispatch/reference/packs/${county}`, signal);

/** Replaces one record, or adds it; in force at once. */
export async function putRecord(
  kind: string,
  code: string,
  fields: unknown,
  county: string | undefined,
): Promise<Result> {
  const path = code.split('/').map(encodeURIComponent).join('/');
  const answer = await send(`/api/dispatch/reference/${kind}/${path}${query({ county })}`, {
    method: 'PUT',
    body: JSON.stringify(fields),
    headers: { 'Content-Type': 'application/json' },
    patience: 120_000,
  });
  return (await answer.json()) as Result;
}

/** Checks a zipped pack, or puts it in force and confirms the consequences that the check named. */
export async function putPack(county: string, zip: Blob, checked?: Result): Promise<Result> {
  const terms = checked
    ? { strandCases: checked.openCases.strandedCases > 0, overwriteEdits: checked.edits.count > 0 }
    : { dryRun: true };
  const answer = await send(`/api/dispatch/reference/packs/${county}${query(terms)}`, {
    method: 'PUT',
    body: zip,
    headers: { 'Content-Type': 'application/zip' },
    patience: 300_000,
  });
  return (await answer.json()) as Result;
}
