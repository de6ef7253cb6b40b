/** Whether the events of a file make one case: nothing foreign, nothing twice, nothing left out between two. */
import type { Bytes } from './bytes';
import type { CaseFile, FilePhoto, Step } from './caseFile';

/** What an entry says of itself, as far as a verifier has to know. */
export interface EventFacts {
  id: string;
  source: string;
  subject: string;
  /** milliseconds */
  time: number;
  sequence: number;
  caseNumber?: string;
  photos: FilePhoto[];
}

const TOKEN = /^[A-Za-z0-9_-]{40,}\.[0-9a-f]{8}\.[A-Za-z0-9_-]{86}$/;
/** A database's clock may be set back this much without anybody having lied. */
const CLOCK_STEP = 5_000;

/** Undefined for bytes that are no event. */
export function factsOf(entry: Bytes): EventFacts | undefined {
  try {
    const event = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(entry)) as Record<string, unknown>;
    const { id, source, subject, time, sequence } = event;
    const at = Date.parse(String(time));
    if ([id, source, subject, time].some((text) => typeof text !== 'string') || Number.isNaN(at)) return undefined;
    if (typeof sequence !== 'number' && typeof sequence !== 'string') return undefined;
    const facts = (event.data as { facts?: { caseNumber?: unknown } } | undefined)?.facts;
    return {
      id: id as string,
      source: source as string,
      subject: subject as string,
      time: at,
      sequence: Number(sequence),
      caseNumber: typeof facts?.caseNumber === 'string' ? facts.caseNumber : undefined,
      photos: photosIn(event.data),
    };
  } catch {
    return undefined;
  }
}

function photosIn(node: unknown): FilePhoto[] {
  if (typeof node === 'string') return TOKEN.test(node) ? [photoIn(node)] : [];
  if (typeof node !== 'object' || node === null) return [];
  return Object.values(node).flatMap(photosIn);
}

function photoIn(token: string): FilePhoto {
  const payload = token.slice(0, token.indexOf('.')).replaceAll('-', '+').replaceAll('_', '/');
  const bytes = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  const evidence = JSON.parse(new TextDecoder().decode(bytes)) as { original?: unknown; stored?: unknown };
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  return { photoId: token, original: text(evidence.original), stored: text(evidence.stored) };
}

type Find = (step: Step, kind: string, detail: string, index?: number) => void;

export function followEvents(
  file: CaseFile,
  events: { index: number; facts: EventFacts }[],
  find: Find,
  tell: (step: Step) => void,
): void {
  const seen = new Set<string>();
  const told = new Map<string, FilePhoto>();
  const sequences = new Map<string, number>();
  const times = new Map<string, number>();
  let last = -1;
  for (const { index, facts } of events) {
    if (facts.subject !== file.caseId) {
      find('sequence', 'OTHER_CASE', facts.subject, index);
      continue;
    }
    if (seen.has(facts.id)) {
      find('sequence', 'DUPLICATE_EVENT', facts.id, index);
      continue;
    }
    seen.add(facts.id);
    if (index <= last) find('sequence', 'WRONG_ORDER', `≤ ${last}`, index);
    last = index;
    if (facts.caseNumber !== undefined && facts.caseNumber !== file.caseNumber)
      find('sequence', 'WRONG_CASE_NUMBER', `${facts.caseNumber} ≠ ${file.caseNumber}`, index);
    const expected = (sequences.get(facts.source) ?? 0) + 1;
    if (facts.sequence !== expected)
      find('sequence', 'SEQUENCE_GAP', `${facts.source}: ${facts.sequence} (expected: ${expected})`, index);
    sequences.set(facts.source, facts.sequence);
    if (facts.time + CLOCK_STEP < (times.get(facts.source) ?? -Infinity))
      find('sequence', 'TIME_REVERSED', facts.source, index);
    times.set(facts.source, facts.time);
    for (const photo of facts.photos) told.set(photo.photoId, photo);
  }
  tell('sequence');
  comparePhotos(file, told, find);
  tell('photos');
}

function comparePhotos(file: CaseFile, told: Map<string, FilePhoto>, find: Find): void {
  const listed = new Set<string>();
  for (const photo of file.photos) {
    listed.add(photo.photoId);
    const known = told.get(photo.photoId);
    if (!known) find('photos', 'UNKNOWN_PHOTO', photo.photoId);
    else if (known.original !== photo.original || known.stored !== photo.stored)
      find('photos', 'WRONG_PHOTO_HASH', photo.photoId);
  }
  for (const token of told.keys()) if (!listed.has(token)) find('photos', 'MISSING_PHOTO', token);
}
