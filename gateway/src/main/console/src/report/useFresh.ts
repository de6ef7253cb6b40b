/** Reads a list anew when it may have changed: live where the role has the stream, else when the page is looked at. */
import { onScopeDispose } from 'vue';
import { is } from '@/core/session';
import { onChange, settled } from '@/core/stream';

export function useFresh(work: () => unknown): void {
  const look = settled(work);
  const seen = () => document.visibilityState === 'visible' && look();
  addEventListener('online', look);
  document.addEventListener('visibilitychange', seen);
  onScopeDispose(() => {
    removeEventListener('online', look);
    document.removeEventListener('visibilitychange', seen);
  });
  if (is('GRID_WORKER')) onChange(settled(work, 1_000));
}
