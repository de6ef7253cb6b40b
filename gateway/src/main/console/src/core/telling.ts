/** What an event of the timeline says, in words. */
import { categoryName, conditionName, placeName, unitName } from './reference';
import { dateTime } from './time';
import { say, sayCode } from './words';
import type { TimelineEntry } from './types';

export interface Telling {
  name: string;
  texts: string[];
  photos: string[];
}

type Data = Record<string, unknown>;

const CODES = ['reasonCode', 'decision', 'level', 'whistleKind', 'kind'];
const TEXTS = ['note', 'result', 'reply', 'reason', 'comment', 'dutyItem'];
const UNITS = ['unit', 'lead', 'proposedUnit', 'responsibleUnit'];

const text = (value: unknown): string[] => (typeof value === 'string' && value ? [value] : []);
const list = (value: unknown): Data[] => (Array.isArray(value) ? (value as Data[]) : []);
const object = (value: unknown): Data => (typeof value === 'object' && value !== null ? (value as Data) : {});

/** The short name of an event type: `case.ticket-filed.v1` is `ticket-filed`. */
export const shortType = (type: string): string => type.match(/([a-z-]+)\.v\d+$/)?.[1] ?? type;

export function tellingOf(entry: TimelineEntry): Telling {
  const data = entry.data ?? {};
  const name = shortType(entry.type);
  return { name: sayCode(name), texts: textsOf(name, data), photos: photosOf(data) };
}

function textsOf(name: string, data: Data): string[] {
  const facts = object(data.facts);
  const ticket = object(data.ticket);
  const first = name === 'reported' || name === 'registered';
  return [
    ...(first
      ? [
          [categoryName(String(facts.categoryCode ?? '')), placeName(facts.gridCode as string | undefined)]
            .filter(Boolean)
            .join(' · '),
        ]
      : []),
    ...(first ? text(facts.description) : []),
    ...list(data.parts)
      .filter((part) => typeof part.unit === 'string')
      .map((part) => `${unitName(String(part.unit))} · ${sayCode(String(part.role))}`),
    ...UNITS.flatMap((key) => text(data[key]).map(unitName)),
    ...CODES.flatMap((key) => text(data[key] ?? ticket[key]).map(sayCode)),
    ...(data.byRule === true ? [sayCode('BY_RULE')] : []),
    ...list(ticket.conditions).map((condition) => conditionName(String(condition.conditionCode))),
    ...text(ticket.reason),
    ...marksOf(data),
    ...answersOf(data),
    ...(typeof data.until === 'string' ? [dateTime(data.until)] : []),
    ...TEXTS.flatMap((key) => text(data[key])),
    ...list(data.flags as unknown).map((flag) => sayCode(String(flag))),
  ].filter(Boolean);
}

function marksOf(data: Data): string[] {
  const rating = object(data.rating ?? data.marks);
  const marks = Object.entries(rating).filter(([, mark]) => typeof mark === 'number');
  return marks.length ? [marks.map(([key, mark]) => `${say(`core.fields.${key}`)} ${String(mark)}`).join(' · ')] : [];
}

function answersOf(data: Data): string[] {
  return ['found', 'passed', 'contacted', 'resolved', 'approve', 'upheld', 'recommended'].flatMap((key) =>
    typeof data[key] === 'boolean' ? [`${say(`core.fields.${key}`)} ${say(data[key] ? 'core.yes' : 'core.no')}`] : [],
  );
}

function photosOf(data: Data): string[] {
  const photos = data.photoIds ?? object(data.facts).photoIds;
  return Array.isArray(photos) ? (photos as string[]) : [];
}
