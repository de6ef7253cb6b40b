/** A sound that goes on while emergencies wait. Browsers let a page sound only after somebody touched it. */
import { onScopeDispose, ref, watch, type Ref } from 'vue';

const EVERY = 3_000;
const KEY = 'whistle.alarm';

export const silenced = ref(localStorage.getItem(KEY) === 'off');

export function silence(off: boolean): void {
  silenced.value = off;
  localStorage.setItem(KEY, off ? 'off' : 'on');
}

/** Sounds every few seconds while `waiting` says so. Answers whether the browser blocks it, and a way to unblock. */
export function useAlarm(waiting: Ref<boolean>) {
  const blocked = ref(false);
  let context: AudioContext | undefined;

  function beep(): void {
    context ??= new AudioContext();
    blocked.value = context.state === 'suspended';
    if (blocked.value) return;
    const start = context.currentTime;
    for (const [index, pitch] of [880, 660, 880].entries()) {
      const tone = context.createOscillator();
      const loudness = context.createGain();
      tone.frequency.value = pitch;
      loudness.gain.setValueAtTime(0.25, start + index * 0.22);
      loudness.gain.exponentialRampToValueAtTime(0.001, start + index * 0.22 + 0.2);
      tone.connect(loudness).connect(context.destination);
      tone.start(start + index * 0.22);
      tone.stop(start + index * 0.22 + 0.21);
    }
  }

  let sounding: ReturnType<typeof setInterval> | undefined;
  watch(
    () => waiting.value && !silenced.value,
    (on) => {
      clearInterval(sounding);
      if (on) {
        beep();
        sounding = setInterval(beep, EVERY);
      }
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    clearInterval(sounding);
    void context?.close();
  });

  async function unblock(): Promise<void> {
    await context?.resume();
    beep();
  }
  return { blocked, unblock };
}
