/** The report as it is typed, kept on the device with its photos from the first key on. */
import { onScopeDispose, ref, shallowReactive, watch } from 'vue';
import { me } from '@/core/session';
import { store, type Draft } from './outbox/store';
import { storable } from './outbox/useOutbox';

const SETTLE = 300;

type Typed = Omit<Draft, 'account' | 'changedAt'>;

export const nothingTyped = (typed: Typed): boolean =>
  !typed.categoryCode && !typed.description.trim() && !typed.photos.length;

export function useDraft() {
  const account = me.value?.username ?? '';
  const typed = shallowReactive<Typed>({ description: '', photos: [] });
  const ready = ref(false);
  const restored = ref(false);
  const kept = ref(false);
  let waiting: ReturnType<typeof setTimeout> | undefined;

  async function keep(): Promise<void> {
    clearTimeout(waiting);
    waiting = undefined;
    if (!ready.value) return;
    try {
      if (nothingTyped(typed)) await (await store()).dropDraft(account);
      else await (await store()).keepDraft({ ...typed, account, changedAt: Date.now() });
      kept.value = !nothingTyped(typed);
    } catch {
      storable.value = false;
    }
  }

  function later(): void {
    kept.value = false;
    clearTimeout(waiting);
    waiting = setTimeout(() => void keep(), SETTLE);
  }

  /** Shows what was typed before, or anything else. */
  function fill(found: Typed): void {
    const { categoryCode, conditionCode, description, position, photos } = found;
    Object.assign(typed, { categoryCode, conditionCode, description, position, photos });
  }

  const clear = () => fill({ description: '', photos: [] });

  /** The queue has it: the draft ended with it, and nothing may bring it back. */
  function handedOver(): void {
    clear();
    clearTimeout(waiting);
    waiting = undefined;
  }

  const leaving = () => waiting && void keep();
  addEventListener('pagehide', leaving);
  document.addEventListener('visibilitychange', leaving);
  onScopeDispose(() => {
    leaving();
    removeEventListener('pagehide', leaving);
    document.removeEventListener('visibilitychange', leaving);
  });

  /** Shows the draft that the device keeps, if there is one. */
  async function load(): Promise<void> {
    try {
      const found = await (await store()).draftOf(account);
      if (found && !nothingTyped(found)) {
        fill(found);
        restored.value = true;
      }
    } catch {
      storable.value = false;
    }
  }

  void load().then(() => {
    ready.value = true;
    watch(typed, later, { flush: 'sync' });
  });

  return { typed, ready, restored, kept, fill, clear, handedOver, load };
}
