import { describe, expect, it } from 'vitest';
import {
  afterTry,
  bodyOf,
  due,
  editable,
  hurried,
  leased,
  newEntry,
  outlived,
  released,
  resent,
  uploaded,
  wakeAt,
  waitAfter,
  type Entry,
  type Report,
  type ReportAnswer,
} from './outbox';

const report: Report = {
  categoryCode: 'C0101',
  description: '井盖缺失',
  position: { longitude: 119.87, latitude: 26.63, datum: 'WGS84' },
  source: 'GRID_PATROL',
  occurredAt: '2026-11-28T06:00:00.000Z',
};
const entry = (more: Partial<Entry> = {}): Entry => ({
  ...newEntry('1', 'key-1', 'grid', report, [new Blob(['photo'])], 1_000),
  ...more,
});
const answer = { caseId: 'c', caseNumber: '1', possibleDuplicates: [] } as unknown as ReportAnswer;
const refused = (status: number, code?: string) => ({ kind: 'refused' as const, status, problem: { code } });

describe('a report on its way', () => {
  it('is tried at once', () => {
    expect(due([entry()], 'grid', 1_000)).toHaveLength(1);
  });

  it.each([0, 408, 429, 500, 502, 503])('waits after status %i and keeps its key', (status) => {
    const after = afterTry(entry(), refused(status), 2_000);
    expect(after).toMatchObject({ state: 'WAITING', key: 'key-1', tries: 1, triedAt: 2_000, nextAt: 7_000 });
    expect(due([after], 'grid', 6_999)).toHaveLength(0);
    expect(due([after], 'grid', 7_000)).toHaveLength(1);
  });

  it.each([refused(409, 'REQUEST_IN_PROGRESS'), refused(403, 'CSRF_TOKEN_INVALID')])(
    'waits where the same request may do later',
    (outcome) => {
      expect(afterTry(entry(), outcome, 2_000).state).toBe('WAITING');
    },
  );

  it.each([400, 403, 404, 409, 413, 422])('stops after status %i and shows why', (status) => {
    const after = afterTry(entry(), refused(status, 'NO'), 2_000);
    expect(after).toMatchObject({ state: 'STOPPED', problem: { code: 'NO', status } });
    expect(due([after], 'grid', Infinity)).toHaveLength(0);
    expect(wakeAt([after], 'grid')).toBeUndefined();
  });

  it('is kept until somebody signs in again', () => {
    const after = afterTry(entry(), refused(401), 2_000);
    expect(after.state).toBe('SIGN_IN');
    expect(due([after], 'grid', Infinity)).toHaveLength(0);
    expect(due([released(after, 3_000)], 'grid', 3_000)).toMatchObject([{ key: 'key-1' }]);
  });

  it('is done once the server has it, and gives its photos back', () => {
    const after = afterTry(afterTry(entry(), refused(0), 2_000), { kind: 'sent', answer }, 9_000);
    expect(after).toMatchObject({ state: 'SENT', tries: 2, answer, photos: [], problem: undefined });
    expect(due([after], 'grid', Infinity)).toHaveLength(0);
    expect(outlived(after, 9_000)).toBe(false);
    expect(outlived(after, 9_000 + 8 * 24 * 3_600_000)).toBe(true);
  });

  it('waits longer every time, five minutes at most', () => {
    expect([1, 2, 3, 7, 50].map(waitAfter)).toEqual([5_000, 10_000, 20_000, 300_000, 300_000]);
  });

  it('does not wait for its time when the network is back', () => {
    const waiting = afterTry(entry(), refused(0), 2_000);
    expect(due([hurried(waiting, 2_500)], 'grid', 2_500)).toHaveLength(1);
    const stopped = afterTry(entry(), refused(422), 2_000);
    expect(hurried(stopped, 2_500)).toEqual(stopped);
  });

  it('goes again with the same key when it is sent again as it is', () => {
    expect(resent(afterTry(entry(), refused(404), 2_000), 3_000)).toMatchObject({ state: 'WAITING', key: 'key-1' });
  });
});

describe('a server that fails at a report', () => {
  const failed = (status: number, times: number) =>
    Array.from({ length: times }).reduce<Entry>((before) => afterTry(before, refused(status), 2_000), entry());

  it('is asked eight times, then somebody decides', () => {
    expect(failed(500, 7)).toMatchObject({ state: 'WAITING', failures: 7 });
    const stopped = afterTry(failed(500, 7), refused(502, 'BAD'), 2_000);
    expect(stopped).toMatchObject({ state: 'STOPPED', failures: 8, problem: { code: 'BAD', status: 502 } });
    expect(afterTry(resent(stopped, 3_000), refused(500), 3_000)).toMatchObject({ state: 'WAITING', failures: 1 });
  });

  it('is not counted where it was away, or answered anything else between', () => {
    expect(failed(503, 20).state).toBe('WAITING');
    expect(failed(0, 20).state).toBe('WAITING');
    expect(afterTry(failed(500, 7), refused(0), 2_000).failures).toBe(0);
  });

  it('does not hold up the others', () => {
    const waiting = failed(500, 3);
    expect(due([waiting, entry({ id: '2', createdAt: 5_000 })], 'grid', 2_001).map(({ id }) => id)).toEqual(['2']);
  });
});

describe('a photo', () => {
  it('has its token, or is left out and counted', () => {
    const two = entry({ photos: [{ blob: new Blob() }, { blob: new Blob() }] });
    const after = uploaded(uploaded(two, 0, undefined), 0, 't2');
    expect(after).toMatchObject({ lost: 1, photos: [{ token: 't2' }] });
    expect(bodyOf(after).photoIds).toEqual(['t2']);
  });
});

describe('editing', () => {
  it('is possible until the server may have heard of it, and after a refusal', () => {
    expect(editable(entry())).toBe(true);
    const asked = entry({ asked: true });
    expect(editable(afterTry(asked, refused(0), 2_000))).toBe(false);
    expect(editable(afterTry(asked, refused(422), 2_000))).toBe(true);
    expect(editable(afterTry(asked, { kind: 'sent', answer }, 2_000))).toBe(false);
  });
});

describe('the queue', () => {
  it('sends the oldest first, and only those of the person signed in', () => {
    const entries = [
      entry({ id: 'b', createdAt: 20 }),
      entry({ id: 'a', createdAt: 10 }),
      entry({ id: 'other', account: 'citizen' }),
    ];
    expect(due(entries, 'grid', 1_000).map((each) => each.id)).toEqual(['a', 'b']);
    expect(due(entries, undefined, 1_000)).toEqual([]);
  });

  it('knows when to look again', () => {
    expect(wakeAt([entry({ nextAt: 9 }), entry({ nextAt: 5 }), entry({ nextAt: 1, account: 'x' })], 'grid')).toBe(5);
  });

  it('sends no report before every photo has its token', () => {
    expect(() => bodyOf(entry())).toThrow('not uploaded');
    const uploaded = entry({ photos: [{ blob: new Blob(), token: 't1' }] });
    expect(bodyOf(uploaded)).toEqual({ ...report, photoIds: ['t1'] });
  });

  it('is sent by one page at a time', () => {
    const mine = leased(undefined, 'one', 0, 100);
    expect(mine).toEqual({ holder: 'one', until: 100 });
    expect(leased(mine, 'two', 99, 100)).toBeUndefined();
    expect(leased(mine, 'one', 99, 100)).toEqual({ holder: 'one', until: 199 });
    expect(leased(mine, 'two', 100, 100)).toEqual({ holder: 'two', until: 200 });
  });
});
