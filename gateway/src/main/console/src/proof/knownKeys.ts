/** Keys this device saw when it first verified something of a log: a later file cannot bring others of its own. */
import type { CaseFile, Pinned } from './caseFile';

const KEY = 'whistle.ledger-keys.';

export interface Known extends Pinned {
  /** when they were first seen */
  since: string;
}

export function knownKeys(origin: string): Known | undefined {
  try {
    return JSON.parse(localStorage.getItem(KEY + origin) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the keys of a file that held; those already known stay. */
export function remember(file: CaseFile): void {
  if (knownKeys(file.origin)) return;
  const known: Known = { log: file.logKeys, witnesses: file.witnessKeys, since: new Date().toISOString() };
  try {
    localStorage.setItem(KEY + file.origin, JSON.stringify(known));
  } catch {
    // then the next file is judged by its own keys again, and the page says so
  }
}

export const NONE: Pinned = { log: [], witnesses: [] };

/** The keys known for the log that a file says it is of. */
export function pinnedFor(json: string): Pinned {
  try {
    return knownKeys((JSON.parse(json) as CaseFile).origin) ?? NONE;
  } catch {
    return NONE;
  }
}
