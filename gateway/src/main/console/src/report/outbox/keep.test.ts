import { expect, it, vi } from 'vitest';
import { askToKeep } from './keep';

it('asks the browser once to keep what waits', async () => {
  const persist = vi.fn(async () => true);
  vi.stubGlobal('navigator', { storage: { persisted: async () => false, persist } });
  await askToKeep();
  await askToKeep();
  expect(persist).toHaveBeenCalledTimes(1);
});
