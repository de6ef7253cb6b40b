/** A word of what just happened, said once at the foot of the page. */
import { ref } from 'vue';

export interface Toast {
  id: number;
  text: string;
  /** takes it back, where the domain allows that */
  undo?: { label: string; work: () => unknown };
}

export const toasts = ref<Toast[]>([]);

const SHOWN = 6_000;
let next = 1;

export function toast(text: string, undo?: Toast['undo']): void {
  const id = next++;
  toasts.value = [...toasts.value.slice(-2), { id, text, undo }];
  setTimeout(() => dismiss(id), undo ? SHOWN * 2 : SHOWN);
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((each) => each.id !== id);
}
