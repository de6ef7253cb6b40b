/**
 * Verifies a case file (`whistle-case-file@v1`, deploy/docs/ledger.md) in the browser: a second implementation of what the
 * command `whistle-verify` does, with the same names for what it finds. It asks nobody.
 */
import { fromBase64, toHex, sha256, type Bytes } from './bytes';
import {
  parseCheckpoint,
  parseKey,
  parseNote,
  publicKey,
  signed,
  signers,
  type Checkpoint,
  type VerifierKey,
} from './note';
import { followEvents, type EventFacts, factsOf } from './story';
import { included, leafHash } from './tree';

export const FORMAT = 'whistle-case-file@v1';

export interface FileEvent {
  index: number;
  entry: string;
  signature: string;
  verdict: string;
  inclusion: string[];
}

export interface FilePhoto {
  photoId: string;
  original: string;
  stored: string;
}

export interface CaseFile {
  format: string;
  caseId: string;
  caseNumber: string;
  origin: string;
  events: FileEvent[];
  checkpoint: string;
  logKeys: string[];
  witnessKeys: string[];
  producerKeys: { service: string; keyId: string; publicKey: string }[];
  photos: FilePhoto[];
  exportedBy: string;
  exportedAt: string;
}

export type Step = 'format' | 'keys' | 'checkpoint' | 'witness' | 'events' | 'inclusion' | 'sequence' | 'photos';

export const STEPS: Step[] = ['format', 'keys', 'checkpoint', 'witness', 'inclusion', 'events', 'sequence', 'photos'];

/** Something that does not hold; `kind` as `whistle-verify` names it. */
export interface Finding {
  step: Step;
  kind: string;
  index?: number;
  detail: string;
}

/** Keys known from elsewhere; where there are none, those of the file are taken. */
export interface Pinned {
  log: string[];
  witnesses: string[];
}

export interface Verification {
  file?: CaseFile;
  checkpoint?: Checkpoint;
  findings: Finding[];
  /** what holds only if the file tells the truth about it */
  claims: ('LOG_KEYS' | 'WITNESS_KEYS' | 'PRODUCER_KEYS' | 'NO_WITNESS')[];
}

/** Whether this browser can verify Ed25519 at all. */
export async function supported(): Promise<boolean> {
  return publicKey(new Uint8Array(32) as Bytes).then(
    () => true,
    (cause: unknown) => !(cause instanceof DOMException && cause.name === 'NotSupportedError'),
  );
}

const TEXTS = ['format', 'caseId', 'caseNumber', 'origin', 'checkpoint', 'exportedBy', 'exportedAt'] as const;
const LISTS = ['events', 'logKeys', 'witnessKeys', 'producerKeys', 'photos'] as const;

/** @throws for a text that is no case file */
export function parseFile(json: string): CaseFile {
  const file = JSON.parse(json) as CaseFile;
  for (const name of TEXTS) if (typeof file?.[name] !== 'string') throw new Error(`${name}: missing`);
  for (const name of LISTS) if (!Array.isArray(file[name])) throw new Error(`${name}: missing`);
  if (file.format !== FORMAT) throw new Error(`format: ${file.format} (expected: ${FORMAT})`);
  return file;
}

/** Everything that does not hold, step by step; `tell` hears of every finished step. */
export async function verifyCaseFile(
  json: string,
  pinned: Pinned,
  tell: (step: Step) => void = () => {},
): Promise<Verification> {
  const findings: Finding[] = [];
  const find = (step: Step, kind: string, detail: string, index?: number) =>
    findings.push({ step, kind, detail, index });
  let file: CaseFile;
  try {
    file = parseFile(json);
  } catch (cause) {
    find('format', 'UNREADABLE', String(cause));
    return { findings, claims: [] };
  }
  if (!file.events.length) find('format', 'NO_EVENTS', file.caseId);
  tell('format');

  const logKeys = await keysOf(pinned.log.length ? pinned.log : file.logKeys, find);
  const witnesses = await keysOf(pinned.witnesses.length ? pinned.witnesses : file.witnessKeys, find);
  tell('keys');

  const checkpoint = await checkCheckpoint(file, logKeys, witnesses, find, tell);
  const facts: { index: number; facts: EventFacts }[] = [];
  for (const event of file.events) {
    const entry = entryOf(event);
    if (entry && checkpoint && !(await isIncluded(event, entry, checkpoint)))
      find('inclusion', 'NOT_INCLUDED', `${checkpoint.origin}, ${checkpoint.size}`, event.index);
    const told = entry && factsOf(entry);
    if (!entry || !told) find('events', 'UNREADABLE_ENTRY', 'JSON', event.index);
    else {
      await checkProducer(file, event, entry, told, find);
      facts.push({ index: event.index, facts: told });
    }
  }
  tell('inclusion');
  tell('events');
  followEvents(file, facts, find, tell);
  return { file, checkpoint, findings, claims: claimsOf(pinned, witnesses) };
}

type Find = (step: Step, kind: string, detail: string, index?: number) => void;

function claimsOf(pinned: Pinned, witnesses: VerifierKey[]): Verification['claims'] {
  return [
    ...(pinned.log.length ? [] : (['LOG_KEYS'] as const)),
    ...(witnesses.length ? (pinned.witnesses.length ? [] : (['WITNESS_KEYS'] as const)) : (['NO_WITNESS'] as const)),
    'PRODUCER_KEYS' as const,
  ];
}

async function keysOf(texts: string[], find: Find): Promise<VerifierKey[]> {
  const keys: VerifierKey[] = [];
  for (const text of texts) {
    try {
      keys.push(await parseKey(text));
    } catch (cause) {
      find('keys', 'UNREADABLE', String(cause));
    }
  }
  return keys;
}

async function checkCheckpoint(
  file: CaseFile,
  logKeys: VerifierKey[],
  witnesses: VerifierKey[],
  find: Find,
  tell: (step: Step) => void,
) {
  let checkpoint: Checkpoint;
  try {
    const note = parseNote(file.checkpoint);
    checkpoint = parseCheckpoint(note.text);
    const name = `${checkpoint.origin}, ${checkpoint.size}`;
    const ours = logKeys.filter((key) => key.name === checkpoint.origin);
    const count = (keys: VerifierKey[], step: Step) =>
      signers(note, keys).catch((cause: unknown) => {
        find(step, 'BAD_NOTE_SIGNATURE', String(cause));
        return 1;
      });
    if ((await count(ours, 'checkpoint')) === 0) find('checkpoint', 'UNKNOWN_LOG_KEY', name);
    tell('checkpoint');
    if ((await count(witnesses, 'witness')) === 0 && witnesses.length) find('witness', 'MISSING_WITNESS', name);
    tell('witness');
  } catch (cause) {
    find('checkpoint', 'UNREADABLE', String(cause));
    return undefined;
  }
  if (checkpoint.origin !== file.origin) find('checkpoint', 'WRONG_ORIGIN', `${checkpoint.origin} ≠ ${file.origin}`);
  return checkpoint;
}

function entryOf(event: FileEvent): Bytes | undefined {
  try {
    return fromBase64(event.entry);
  } catch {
    return undefined;
  }
}

async function isIncluded(event: FileEvent, entry: Bytes, checkpoint: Checkpoint): Promise<boolean> {
  try {
    const proof = event.inclusion.map(fromBase64);
    return (
      proof.every((hash) => hash.length === 32) &&
      (await included(await leafHash(entry), event.index, checkpoint.size, proof, checkpoint.root))
    );
  } catch {
    return false;
  }
}

async function checkProducer(
  file: CaseFile,
  event: FileEvent,
  entry: Bytes,
  facts: EventFacts,
  find: Find,
): Promise<void> {
  if (event.verdict !== 'TRUSTED') find('events', 'UNTRUSTED_EVENT', event.verdict, event.index);
  const signer = await signerOf(file, entry, event.signature);
  if (!signer) find('events', 'WRONG_PRODUCER_SIGNATURE', facts.source, event.index);
  else if (facts.source !== `/${signer}`)
    find('events', 'SIGNED_BY_ANOTHER', `${facts.source} ≠ ${signer}`, event.index);
}

async function signerOf(file: CaseFile, entry: Bytes, signature: string): Promise<string | undefined> {
  const colon = signature.indexOf(':');
  for (const key of file.producerKeys) {
    if (colon <= 0 || key.keyId !== signature.slice(0, colon)) continue;
    try {
      const encoded = await publicKey(fromBase64(key.publicKey), 'spki');
      if (await signed(encoded, fromBase64(signature.slice(colon + 1)), entry)) return key.service;
    } catch {
      // not a key, or not a signature: nobody signed it with it
    }
  }
  return undefined;
}

/** Whether a picture is one of the file's: by the hash of its bytes. */
export async function photoOf(file: CaseFile, bytes: Bytes): Promise<FilePhoto | undefined> {
  const hash = toHex(await sha256(bytes));
  return file.photos.find((photo) => photo.original === hash || photo.stored === hash);
}
