/** Drafts and the queue in this browser's database, so that neither a closed page nor a dead battery loses them. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { Position } from '@/core/types';
import { memoryStore } from './memoryStore';
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

export interface Store {
  /** whether it outlives the page */
  lasting: boolean;
  draftOf: (account: string) => Promise<Draft | undefined>;
  keepDraft: (draft: Draft) => Promise<void>;
  dropDraft: (account: string) => Promise<void>;
  allEntries: () => Promise<Entry[]>;
  /** puts a report into the queue and ends its draft, both or neither */
  enqueue: (entry: Entry) => Promise<void>;
  /** changes an entry as it is now; one that was thrown away meanwhile stays so */
  changeEntry: (id: string, work: (entry: Entry) => Entry) => Promise<Entry | undefined>;
  dropEntry: (id: string) => Promise<void>;
  /** makes an entry the draft again; false where a draft is in the way or the entry cannot be edited */
  takeBack: (id: string) => Promise<boolean>;
  /** whether this page may send for a while; asked again before every step */
  takeLease: (holder: string, now: number, milliseconds: number) => Promise<boolean>;
  endLease: (holder: string) => Promise<void>;
}

/** The draft that an entry came from. */
export function draftFrom(entry: Entry, now: number): Draft {
  const { categoryCode, conditionCode, description, position } = entry.report;
  const photos = entry.photos.map((photo) => photo.blob);
  return { account: entry.account, categoryCode, conditionCode, description, position, photos, changedAt: now };
}

interface Phone extends DBSchema {
  drafts: { key: string; value: Draft };
  entries: { key: string; value: Entry };
  leases: { key: string; value: Lease };
}

const LEASE = 'sending';
let opened: Promise<Store> | undefined;

/** The browser's database; where it has none (private windows of some), the memory of the page. */
export function store(): Promise<Store> {
  opened ??= openDB<Phone>('whistle-phone', 1, {
    upgrade(created) {
      created.createObjectStore('drafts', { keyPath: 'account' });
      created.createObjectStore('entries', { keyPath: 'id' });
      created.createObjectStore('leases');
    },
    terminated: () => (opened = undefined),
  }).then(databaseStore, memoryStore);
  return opened;
}

const databaseStore = (database: IDBPDatabase<Phone>): Store => ({
  lasting: true,
  draftOf: (account) => database.get('drafts', account),
  keepDraft: async (draft) => void (await database.put('drafts', draft)),
  dropDraft: (account) => database.delete('drafts', account),
  allEntries: () => database.getAll('entries'),
  async enqueue(entry) {
    const change = database.transaction(['entries', 'drafts'], 'readwrite');
    await Promise.all([
      change.objectStore('entries').put(entry),
      change.objectStore('drafts').delete(entry.account),
      change.done,
    ]);
  },
  async changeEntry(id, work) {
    const change = database.transaction('entries', 'readwrite');
    const found = await change.store.get(id);
    const changed = found && work(found);
    if (changed && changed !== found) await change.store.put(changed);
    await change.done;
    return changed;
  },
  dropEntry: (id) => database.delete('entries', id),
  async takeBack(id) {
    const change = database.transaction(['entries', 'drafts'], 'readwrite');
    const entry = await change.objectStore('entries').get(id);
    const free = entry && editable(entry) && !(await change.objectStore('drafts').get(entry.account));
    if (entry && free) {
      await change.objectStore('drafts').put(draftFrom(entry, Date.now()));
      await change.objectStore('entries').delete(id);
    }
    await change.done;
    return !!free;
  },
  async takeLease(holder, now, milliseconds) {
    const change = database.transaction('leases', 'readwrite');
    const lease = leased(await change.store.get(LEASE), holder, now, milliseconds);
    if (lease) await change.store.put(lease, LEASE);
    await change.done;
    return !!lease;
  },
  async endLease(holder) {
    const change = database.transaction('leases', 'readwrite');
    if ((await change.store.get(LEASE))?.holder === holder) await change.store.delete(LEASE);
    await change.done;
  },
});
