/** The live stream: one connection a browser, held by one of its tabs for all of them; lists poll while it is down. */
import { onScopeDispose, ref } from 'vue';
import { me } from './session';
import type { CaseChange } from './types';

type Listener = (change: CaseChange | undefined) => void;

/** From the tab with the connection to the others: whether it is up, or a change; no change means: read anew. */
type News = { live: boolean } | { change?: CaseChange };

/** Whether changes arrive as they happen. */
export const live = ref(false);

const listeners = new Set<Listener>();
const POLL = 15_000;
const AGAIN = 5_000;
const BEAT = 10_000;
const SILENCE = 3 * BEAT;
let leave: (() => void) | undefined;

function hear(news: News): void {
  if ('live' in news) live.value = news.live;
  else listeners.forEach((listener) => listener(news.change));
}

/** Opens the connection; answers what closes it. `missed`: whether changes may have been missed before it is open. */
function connect(say: (news: News) => void, missed = false): () => void {
  let source: EventSource;
  let reopening: ReturnType<typeof setTimeout> | undefined;
  const open = (readAnew: boolean) => {
    source = new EventSource('/api/audit/stream');
    source.addEventListener('open', () => {
      say({ live: true });
      if (readAnew) say({});
      // the browser's own reconnection asks for what it missed
      readAnew = false;
    });
    source.addEventListener('change', (event) =>
      say({ change: JSON.parse((event as MessageEvent<string>).data) as CaseChange }),
    );
    source.addEventListener('reload', () => say({}));
    source.addEventListener('error', () => {
      say({ live: false });
      // the browser gives up for good after a refusal such as 503; it is asked again, and lists are read anew
      if (source.readyState === EventSource.CLOSED) reopening = setTimeout(() => open(true), AGAIN);
    });
  };
  open(missed);
  return () => {
    source.close();
    clearTimeout(reopening);
  };
}

/**
 * Takes part in the account's stream: waits for the lock that its tabs hand on, and hears meanwhile from the tab that has
 * it. A browser without locks (they need HTTPS or localhost) has a connection a tab.
 */
function join(): () => void {
  if (!navigator.locks || typeof BroadcastChannel === 'undefined') return connect(hear);
  const name = `whistle.stream.${me.value?.username ?? ''}`;
  const channel = new BroadcastChannel(name);
  const leaving = new AbortController();
  let followed = false;
  let silent: ReturnType<typeof setTimeout> | undefined;
  channel.onmessage = ({ data }: MessageEvent<News | undefined>) => {
    if (data) {
      followed = true;
      hear(data);
      // a tab that the browser has put to sleep keeps the lock: lists poll until it wakes
      clearTimeout(silent);
      silent = setTimeout(() => hear({ live: false }), SILENCE);
    }
  };
  const lead = () =>
    new Promise<void>((done) => {
      const say = (news: News) => {
        hear(news);
        channel.postMessage(news);
      };
      clearTimeout(silent);
      const close = connect(say, followed);
      const here = () => channel.postMessage({ live: live.value });
      const beat = setInterval(here, BEAT);
      // a tab that has just come asks
      channel.onmessage = here;
      leaving.signal.addEventListener('abort', () => {
        clearInterval(beat);
        close();
        done();
      });
    });
  navigator.locks.request(name, { signal: leaving.signal }, lead).catch(() => undefined);
  channel.postMessage(undefined);
  return () => {
    clearTimeout(silent);
    leaving.abort();
    channel.close();
  };
}

function start(): () => void {
  const part = join();
  const polling = setInterval(() => !live.value && document.visibilityState === 'visible' && hear({}), POLL);
  return () => {
    part();
    clearInterval(polling);
    live.value = false;
  };
}

/** Hears of every change in the caller's scope; `undefined` means: read anew. */
export function onChange(listener: Listener): void {
  listeners.add(listener);
  leave ??= start();
  onScopeDispose(() => {
    listeners.delete(listener);
    if (!listeners.size) {
      leave?.();
      leave = undefined;
    }
  });
}

/**
 * Calls at most once in a while, however many changes there are, and never before the last call has ended: on a slow morning
 * an answer is not given up for the next question. The last change is never forgotten.
 */
export function settled(work: () => unknown, milliseconds = 400): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let running = false;
  let again = false;
  const call = async () => {
    waiting = undefined;
    running = true;
    try {
      await work();
    } finally {
      running = false;
      if (again) change();
    }
  };
  const change = () => {
    again = running;
    if (!running) waiting ??= setTimeout(() => void call(), milliseconds);
  };
  return change;
}
