/** Sends what is due, one report after another, from one page of this browser at a time. */
import { hex, post, Refusal, uploadPhoto } from '@/core/api';
import { readable } from '@/core/photo';
import { afterTry, bodyOf, due, uploaded, type Entry, type Outcome, type ReportAnswer } from './outbox';
import { store } from './store';

/** Longer than the most patient call. */
const LEASE = 150_000;
const LOCK = 'whistle.outbox';
const self = hex(8);
/** a lease keeps other pages out, not this one */
let sending = false;

/** What the sender needs of its page. */
export interface Page {
  account: () => string | undefined;
  /** the entry being sent now, none when it is over */
  busy: (id: string | undefined) => void;
  changed: () => void;
}

/** Sends until nothing is due; does nothing where another page is at it. */
export async function sendDue(page: Page): Promise<void> {
  await alone(async (mayGoOn) => {
    for (;;) {
      const [next] = due(await (await store()).allEntries(), page.account(), Date.now());
      if (!next || !(await mayGoOn())) return;
      page.busy(next.id);
      page.changed();
      try {
        const outcome = await tryOnce(next, mayGoOn);
        if (!outcome) return;
        await (await store()).changeEntry(next.id, (entry) => afterTry(entry, outcome, Date.now()));
      } finally {
        page.busy(undefined);
        page.changed();
      }
    }
  });
}

/** Runs the work unless another page runs its own: by Web Locks, or by a lease where they are missing (plain HTTP). */
async function alone(work: (mayGoOn: () => Promise<boolean>) => Promise<void>): Promise<void> {
  if ('locks' in navigator && navigator.locks) {
    await navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => (lock ? work(async () => true) : undefined));
    return;
  }
  const mayGoOn = async () => (await store()).takeLease(self, Date.now(), LEASE);
  if (sending) return;
  sending = true;
  try {
    if (await mayGoOn()) await work(mayGoOn);
  } finally {
    sending = false;
    await (await store()).endLease(self);
  }
}

/** Uploads what is not uploaded yet, then reports; none where another page has taken over meanwhile. */
async function tryOnce(entry: Entry, mayGoOn: () => Promise<boolean>): Promise<Outcome | undefined> {
  try {
    let current = entry;
    for (;;) {
      const index = current.photos.findIndex((photo) => !photo.token);
      const photo = current.photos[index];
      if (!photo) break;
      const blob = await readable(photo.blob);
      const token = blob && (await uploadPhoto(blob, 'NEAR'));
      const kept = await (await store()).changeEntry(entry.id, (found) => uploaded(found, index, token));
      if (!kept || !(await mayGoOn())) return undefined;
      current = kept;
    }
    if (!(await (await store()).changeEntry(entry.id, (found) => ({ ...found, asked: true })))) return undefined;
    return { kind: 'sent', answer: await post<ReportAnswer>('/api/intake/cases', bodyOf(current), entry.key) };
  } catch (cause) {
    if (cause instanceof Refusal) return { kind: 'refused', status: cause.status, problem: cause.problem };
    // a broken entry must not hold up the ones behind it
    return { kind: 'refused', status: 400, problem: { detail: String(cause) } };
  }
}
