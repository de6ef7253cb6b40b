/** Sending to a service: one thing at a time, what was refused, and one key for one decision over its repetitions. */
import { ref, shallowRef } from 'vue';
import { freshKey, Refusal } from './api';

/** What a form or a button needs to send something. Nothing is assumed done before the server said so. */
export function useSend() {
  const sending = ref(false);
  const refusal = shallowRef<Refusal>();
  let last = { content: '', key: '' };

  /** The same content keeps its key while nobody knows what became of it; anything else is another decision. */
  function keyOf(content: unknown): string {
    const text = JSON.stringify(content);
    if (text !== last.content) last = { content: text, key: freshKey() };
    return last.key;
  }

  /** Does the work unless something is being done already; answers whether it went through. */
  async function send(work: () => Promise<unknown>): Promise<boolean> {
    if (sending.value) return false;
    sending.value = true;
    refusal.value = undefined;
    try {
      await work();
      last = { content: '', key: '' };
      return true;
    } catch (cause) {
      refusal.value = cause instanceof Refusal ? cause : new Refusal(0, { detail: String(cause) });
      if (!refusal.value.passing) last = { content: '', key: '' };
      return false;
    } finally {
      sending.value = false;
    }
  }

  const wrong = (field: string) => refusal.value?.ofField(field);
  return { sending, refusal, keyOf, send, wrong };
}
