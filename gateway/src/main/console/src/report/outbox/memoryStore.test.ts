import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStore } from './memoryStore';
import { newEntry, type Entry } from './outbox';
import type { Store } from './store';

const photo = new Blob(['photo']);
const entry: Entry = newEntry(
  '1',
  'key',
  'grid',
  {
    categoryCode: 'C0101',
    description: '井盖',
    position: { longitude: 119.87, latitude: 26.63, datum: 'WGS84' },
    source: 'GRID_PATROL',
    occurredAt: '2026-11-28T06:00:00Z',
  },
  [photo],
  1,
);
const draft = { account: 'grid', description: '另一件', photos: [], changedAt: 1 };
let store: Store;
beforeEach(() => (store = memoryStore()));

describe('a store of reports', () => {
  it('ends the draft of a report that is queued', async () => {
    await store.keepDraft(draft);
    await store.enqueue(entry);
    expect(await store.draftOf('grid')).toBeUndefined();
    expect(await store.allEntries()).toEqual([entry]);
  });

  it('makes a report the draft again, photos included', async () => {
    await store.enqueue(entry);
    expect(await store.takeBack('1')).toBe(true);
    expect(await store.draftOf('grid')).toMatchObject({ categoryCode: 'C0101', description: '井盖', photos: [photo] });
    expect(await store.allEntries()).toEqual([]);
  });

  it('never overwrites what is being typed', async () => {
    await store.enqueue(entry);
    await store.keepDraft(draft);
    expect(await store.takeBack('1')).toBe(false);
    expect(await store.allEntries()).toHaveLength(1);
  });

  it('takes nothing back that the server may have heard of', async () => {
    await store.enqueue({ ...entry, asked: true });
    expect(await store.takeBack('1')).toBe(false);
  });

  it('does not bring back what was thrown away', async () => {
    await store.enqueue(entry);
    await store.dropEntry('1');
    expect(await store.changeEntry('1', (found) => ({ ...found, tries: 9 }))).toBeUndefined();
    expect(await store.allEntries()).toEqual([]);
  });
});
