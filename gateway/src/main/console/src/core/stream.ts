/** The live stream: one connection a page, told to whoever listens; lists poll while it is down. */
import { onScopeDispose, ref } from 'vue';
import type { CaseChange } from './types';

type Listener = (change: CaseChange | undefined) => void;

/** Whether changes arrive as they happen. */
export const live = ref(false);

const listeners = new Set<Listener>();
const POLL = 15_000;
const AGAIN = 5_000;
let source: EventSource | undefined;
let polling: ReturnType<typeof setInterval> | undefined;
let reopening: ReturnType<typeof setTimeout> | undefined;

function tell(change: CaseChange | undefined): void {
  listeners.forEach((listener) => listener(change));
}

function open(): void {
  source?.close();
  source = new EventSource('/api/audit/stream');
  source.addEventListener('open', () => (live.value = true));
  source.addEventListener('hello', () => (live.value = true));
  source.addEventListener('change', (event) => tell(JSON.parse((event as MessageEvent<string>).data) as CaseChange));
  source.addEventListener('reload', () => tell(undefined));
  source.addEventListener('error', () => {
    live.value = false;
    // the browser gives up for good after a refusal such as 503; it is asked again, and lists are read anew
    if (source?.readyState === EventSource.CLOSED) {
      clearTimeout(reopening);
      reopening = setTimeout(() => listeners.size && open(), AGAIN);
    }
  });
  polling ??= setInterval(() => !live.value && document.visibilityState === 'visible' && tell(undefined), POLL);
}

function close(): void {
  source?.close();
  source = undefined;
  live.value = false;
  clearInterval(polling);
  clearTimeout(reopening);
  polling = undefined;
}

/** Hears of every change in the caller's scope; `undefined` means: read anew. */
export function onChange(listener: Listener): void {
  listeners.add(listener);
  if (!source) open();
  onScopeDispose(() => {
    listeners.delete(listener);
    if (!listeners.size) close();
  });
}

/** Calls at most once in a while, however many changes there are; the last one is never forgotten. */
export function settled(work: () => unknown, milliseconds = 400): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return () => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      void work();
    }, milliseconds);
  };
}
