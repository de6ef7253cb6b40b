/** The queue as pages see it, and what sets it going: a new report, the network, the session, the passing of time. */
import { computed, ref, shallowRef, watch } from 'vue';
import { freshKey, hex } from '@/core/api';
import { ended, me } from '@/core/session';
import {
  hurried,
  newEntry,
  outlived,
  released,
  resent,
  wakeAt,
  type Entry,
  type Report,
  type ReportAnswer,
} from './outbox';
import { askToKeep } from './keep';
import { store } from './store';
import { sendDue } from './sender';

const SOONEST = 2_000;

/** Whether the browser says that there is a network. */
export const online = ref(navigator.onLine);

/** Whether this browser lets us keep anything; without it a report lives as long as the page. */
export const storable = ref(true);

const all = shallowRef<Entry[]>([]);

/** The entry being sent now. */
export const busy = ref<string>();

/** What the person signed in has sent or is sending, newest first. */
export const entries = computed(() =>
  all.value
    .filter((entry) => entry.account === me.value?.username)
    .sort((one, other) => other.createdAt - one.createdAt),
);

/** Reports that are not sent yet. */
export const unsent = computed(() => entries.value.filter((entry) => entry.state !== 'SENT'));

/** Waiting reports of somebody else who used this device. */
export const othersUnsent = computed(
  () => all.value.filter((entry) => entry.account !== me.value?.username && entry.state !== 'SENT').length,
);

const channel = typeof BroadcastChannel === 'undefined' ? undefined : new BroadcastChannel('whistle.outbox');
let waking: ReturnType<typeof setTimeout> | undefined;
let started = false;

async function read(): Promise<void> {
  const kept = await store();
  all.value = await kept.allEntries();
  storable.value = kept.lasting;
}

function changed(): void {
  channel?.postMessage('changed');
  void read();
}

/** Sends what is due; then waits for the next. */
export async function flush(): Promise<void> {
  if (online.value && me.value && !ended.value) {
    await sendDue({ account: () => me.value?.username, busy: (id) => (busy.value = id), changed });
  }
  await read();
  schedule();
}

function schedule(): void {
  clearTimeout(waking);
  const at = wakeAt(all.value, me.value?.username);
  if (at !== undefined && online.value) waking = setTimeout(() => void flush(), Math.max(SOONEST, at - Date.now()));
}

async function changeAll(work: (entry: Entry, now: number) => Entry): Promise<void> {
  await read();
  for (const entry of all.value) await (await store()).changeEntry(entry.id, (found) => work(found, Date.now()));
}

/** The network is back, or the page is looked at again. */
async function hurry(): Promise<void> {
  online.value = navigator.onLine;
  await changeAll(hurried);
  await flush();
}

/** Listens for everything that may set the queue going; once a page. */
export function startOutbox(): void {
  if (started) return;
  started = true;
  channel?.addEventListener('message', () => void read().then(schedule));
  addEventListener('online', () => void hurry());
  addEventListener('offline', () => (online.value = false));
  addEventListener('focus', () => void hurry());
  addEventListener('pageshow', (event) => event.persisted && void hurry());
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void hurry());
  watch([ended, () => me.value?.username], async () => {
    if (!me.value || ended.value) return;
    await changeAll(released);
    await flush();
  });
  void (async () => {
    await read();
    for (const entry of all.value) if (outlived(entry, Date.now())) await (await store()).dropEntry(entry.id);
    if (me.value && !ended.value) await changeAll((entry, now) => released(hurried(entry, now), now));
    await flush();
  })();
}

/** Puts a report into the queue, which sends it at once where it can. Answers its entry's id. */
export async function sendReport(report: Report, photos: Blob[]): Promise<string> {
  const account = me.value?.username;
  if (!account) throw new Error('report: nobody is signed in');
  const entry = newEntry(hex(8), freshKey(), account, report, photos, Date.now());
  await (await store()).enqueue(entry);
  void askToKeep();
  changed();
  void flush();
  return entry.id;
}

/** Once more as it is, with the same key. */
export async function resend(entry: Entry): Promise<void> {
  await (await store()).changeEntry(entry.id, (found) => resent(found, Date.now()));
  await hurry();
}

export async function discard(entry: Entry): Promise<void> {
  await (await store()).dropEntry(entry.id);
  changed();
}

/** Everything that waits, now. */
export const tryNow = hurry;

/** What became of a report after it was sent, such as its withdrawal. */
export async function noteAnswer(entry: Entry, answer: Partial<ReportAnswer>): Promise<void> {
  await (
    await store()
  ).changeEntry(entry.id, (found) => (found.answer ? { ...found, answer: { ...found.answer, ...answer } } : found));
  changed();
}

/** Takes a report back out of the queue to be edited: it becomes the draft, which must be empty. */
export async function edit(entry: Entry): Promise<boolean> {
  const done = await (await store()).takeBack(entry.id);
  changed();
  return done;
}
