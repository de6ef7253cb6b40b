import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStore } from './memoryStore';
import { newEntry } from './outbox';
import { sendDue } from './sender';
import type { Store } from './store';

let kept: Store;
vi.mock('./store', () => ({ store: async () => kept }));

const report = {
  categoryCode: 'C0101',
  description: '井盖',
  position: { longitude: 119.87, latitude: 26.63, datum: 'WGS84' },
  source: 'GRID_PATROL' as const,
  occurredAt: '2026-11-28T06:00:00Z',
};
const unreadable = { type: 'image/jpeg', arrayBuffer: () => Promise.reject(new Error('NotReadableError')) } as Blob;
const page = { account: () => 'grid', busy: () => undefined, changed: () => undefined };

/** A server that answers by path; `bodies` collects what reports it gets. */
function server(answers: (path: string, call: number) => [number, unknown]) {
  const bodies: { photoIds: string[] }[] = [];
  const paths: string[] = [];
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    paths.push(path);
    if (typeof init.body === 'string') bodies.push(JSON.parse(init.body));
    const [status, body] = answers(path, paths.length);
    return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
  });
  return { bodies, paths };
}

const queue = (id: string, photos: Blob[], createdAt: number) =>
  kept.enqueue({ ...newEntry(id, `key-${id}`, 'grid', report, photos, Date.now()), createdAt });
const states = async () => Object.fromEntries((await kept.allEntries()).map(({ id, state }) => [id, state]));

beforeEach(() => (kept = memoryStore()));

describe('the sender', () => {
  it('sends a report without the photo that can no longer be read, and counts it', async () => {
    const { bodies } = server((path) => (path.endsWith('photos') ? [201, { photoId: 't2' }] : [201, { caseId: 'c' }]));
    await queue('1', [unreadable, new Blob(['photo'])], 1);
    await sendDue(page);
    expect(bodies).toMatchObject([{ photoIds: ['t2'] }]);
    expect(await kept.allEntries()).toMatchObject([{ state: 'SENT', lost: 1 }]);
  });

  it('marks what is refused with the reason, and goes on', async () => {
    const problem = { code: 'UNPROCESSABLE', errors: [{ pointer: '/file', code: 'HEIC_NOT_READABLE' }] };
    server((path, call) => (call === 1 ? [422, problem] : [201, path.endsWith('photos') ? { photoId: 't' } : {}]));
    await queue('1', [new Blob(['heic'])], 1);
    await queue('2', [new Blob(['photo'])], 2);
    await sendDue(page);
    expect(await states()).toEqual({ '1': 'STOPPED', '2': 'SENT' });
    expect((await kept.allEntries())[0]?.problem).toMatchObject({ ...problem, status: 422 });
  });
});
