/** Reading from a service: what was read, what went wrong, and reading again. */
import { onScopeDispose, ref, shallowRef, watch, type WatchSource } from 'vue';
import { Refusal } from './api';
import type { Page, Searched } from './types';
import { get } from './api';

/** Something read from a service. What was read stays while it is read again or cannot be. */
export function useLoad<T>(read: (signal: AbortSignal) => Promise<T>, on: WatchSource[] = []) {
  const value = shallowRef<T>();
  const refusal = shallowRef<Refusal>();
  const loading = ref(true);
  let current: AbortController | undefined;

  async function load(): Promise<void> {
    current?.abort();
    const mine = (current = new AbortController());
    loading.value = true;
    try {
      const found = await read(mine.signal);
      if (mine.signal.aborted) return;
      value.value = found;
      refusal.value = undefined;
    } catch (cause) {
      if (mine.signal.aborted) return;
      refusal.value = cause instanceof Refusal ? cause : new Refusal(0, { detail: String(cause) });
    } finally {
      if (current === mine) loading.value = false;
    }
  }

  if (on.length) {
    watch(on, () => {
      value.value = undefined;
      void load();
    });
  }
  onScopeDispose(() => current?.abort());
  void load();
  return { value, refusal, loading, load };
}

const PAGE = 100;

/**
 * A list of any length: pages are read as they come into sight, and those in sight again after a change. `path` is the
 * list's address without `page` and `size`.
 */
export function usePages<T>(path: () => string) {
  const pages = shallowRef(new Map<number, T[]>());
  const total = ref<number>();
  const more = ref(false);
  const searched = shallowRef<Searched>();
  const refusal = shallowRef<Refusal>();
  const loading = ref(false);
  const wanted = new Map<number, AbortController>();
  let sight: [number, number] = [0, 0];

  async function read(page: number): Promise<void> {
    wanted.get(page)?.abort();
    const mine = new AbortController();
    wanted.set(page, mine);
    loading.value = true;
    try {
      const separator = path().includes('?') ? '&' : '?';
      const found = await get<Page<T>>(`${path()}${separator}page=${page}&size=${PAGE}`, mine.signal);
      if (mine.signal.aborted) return;
      pages.value = new Map(pages.value).set(page, found.items);
      total.value = found.total;
      more.value = found.more ?? false;
      searched.value = found.searched;
      refusal.value = undefined;
    } catch (cause) {
      if (!mine.signal.aborted)
        refusal.value = cause instanceof Refusal ? cause : new Refusal(0, { detail: String(cause) });
    } finally {
      if (wanted.get(page) === mine) wanted.delete(page);
      loading.value = wanted.size > 0;
    }
  }

  /** Rows first to last are in sight: their pages are read where they are missing. */
  function show(first: number, last: number): void {
    sight = [first, last];
    for (const page of inSight()) if (!pages.value.has(page) && !wanted.has(page)) void read(page);
  }

  function inSight(): number[] {
    const [first, last] = [Math.floor(sight[0] / PAGE), Math.floor(sight[1] / PAGE)];
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  }

  /** Reads what is in sight again; the rest when it comes into sight. */
  async function refresh(): Promise<void> {
    const kept = new Set(inSight());
    pages.value = new Map([...pages.value].filter(([page]) => kept.has(page)));
    await Promise.all([...kept].map(read));
  }

  /** Another list: starts anew. */
  async function restart(): Promise<void> {
    wanted.forEach((each) => each.abort());
    wanted.clear();
    pages.value = new Map();
    total.value = undefined;
    sight = [0, 0];
    await read(0);
  }

  const row = (index: number): T | undefined => pages.value.get(Math.floor(index / PAGE))?.[index % PAGE];
  const rows = (): T[] =>
    [...pages.value.entries()].sort(([one], [other]) => one - other).flatMap(([, items]) => items);

  watch(path, () => void restart());
  onScopeDispose(() => wanted.forEach((each) => each.abort()));
  void restart();
  return { total, more, searched, refusal, loading, row, rows, show, refresh };
}

export type Pages<T> = ReturnType<typeof usePages<T>>;
