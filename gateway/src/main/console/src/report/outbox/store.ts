/** Drafts and the queue in this browser's database, so that neither a closed page nor a dead battery loses them. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Position } from '@/core/types';
import { editable, leased, type Entry, type Lease } from './outbox';

/** A report as it is typed. */
export interface Draft {
  account: string;
  categoryCode?: string;
  conditionCode?: string;
  description: string;
  position?: Position & { datum: string };
  photos: Blob[];
  changedAt: number;
}

interface Phone extends DBSchema {
  drafts: { key: string; value: Draft };
  entries: { key: string; value: Entry };
  leases: { key: string; value: Lease };
}

const LEASE = 'sending';
let opened: Promise<IDBPDatabase<Phone>> | undefined;

function database(): Promise<IDBPDatabase<Phone>> {
  opened ??= openDB<Phone>('whistle-phone', 1, {
    upgrade(created) {
      created.createObjectStore('drafts', { keyPath: 'account' });
      created.createObjectStore('entries', { keyPath: 'id' });
      created.createObjectStore('leases');
    },
    terminated: () => (opened = undefined),
  }).catch((cause: unknown) => {
    opened = undefined;
    throw cause;
  });
  return opened;
}

export const draftOf = async (account: string): Promise<Draft | undefined> => (await database()).get('drafts', account);

export async function keepDraft(draft: Draft): Promise<void> {
  await (await database()).put('drafts', draft);
}

export async function dropDraft(account: string): Promise<void> {
  await (await database()).delete('drafts', account);
}

export const allEntries = async (): Promise<Entry[]> => (await database()).getAll('entries');

/** Puts a report into the queue and ends its draft, both or neither. */
export async function enqueue(entry: Entry): Promise<void> {
  const change = (await database()).transaction(['entries', 'drafts'], 'readwrite');
  await Promise.all([
    change.objectStore('entries').put(entry),
    change.objectStore('drafts').delete(entry.account),
    change.done,
  ]);
}

/** Changes an entry as it is now; one that was thrown away meanwhile stays so. */
export async function changeEntry(id: string, work: (entry: Entry) => Entry): Promise<Entry | undefined> {
  const change = (await database()).transaction('entries', 'readwrite');
  const found = await change.store.get(id);
  const changed = found && work(found);
  if (changed && changed !== found) await change.store.put(changed);
  await change.done;
  return changed;
}

export async function dropEntry(id: string): Promise<void> {
  await (await database()).delete('entries', id);
}

/** Whether this page may send for a while; asked again before every step. */
export async function takeLease(holder: string, now: number, milliseconds: number): Promise<boolean> {
  const change = (await database()).transaction('leases', 'readwrite');
  const lease = leased(await change.store.get(LEASE), holder, now, milliseconds);
  if (lease) await change.store.put(lease, LEASE);
  await change.done;
  return !!lease;
}

export async function endLease(holder: string): Promise<void> {
  const change = (await database()).transaction('leases', 'readwrite');
  if ((await change.store.get(LEASE))?.holder === holder) await change.store.delete(LEASE);
  await change.done;
}

/** Makes an entry the draft again, both or neither; false where a draft is in the way or the entry cannot be edited. */
export async function takeBack(id: string): Promise<boolean> {
  const change = (await database()).transaction(['entries', 'drafts'], 'readwrite');
  const entry = await change.objectStore('entries').get(id);
  const free = entry && editable(entry) && !(await change.objectStore('drafts').get(entry.account));
  if (entry && free) {
    const { categoryCode, conditionCode, description, position } = entry.report;
    const photos = entry.photos.map((photo) => photo.blob);
    await change.objectStore('drafts').put({
      account: entry.account,
      categoryCode,
      conditionCode,
      description,
      position,
      photos,
      changedAt: Date.now(),
    });
    await change.objectStore('entries').delete(id);
  }
  await change.done;
  return !!free;
}
