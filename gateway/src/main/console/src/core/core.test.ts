import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ACTIONS, ordered, partsFor, pathOf, type Subject } from './actions';
import { Refusal, get, post, query } from './api';
import { bodyOf, missing, shown } from './formBody';
import { heatOf } from './heat';
import { covers } from './reference';
import { shortType } from './telling';
import { instantOf, nextDeadline, offsetOf, remaining, span } from './time';
import { inverseOf } from './undo';
import * as codes from './codes';
import * as words from './coreWords';

const subject = (more: Partial<Subject>): Subject => ({
  service: 'dispatch',
  id: 'c1',
  caseId: 'c1',
  caseNumber: '3509992026112800041',
  version: 3,
  state: 'HANDLING',
  allowedActions: [],
  categoryCode: 'E0110',
  deadlines: [],
  conditions: [],
  parts: [],
  appeals: [],
  appealable: [],
  stagesDone: [],
  ...more,
});

describe('an action', () => {
  it('is sent to the desk that allows it', () => {
    expect(pathOf(subject({}), 'recall')).toBe('/api/dispatch/cases/c1/recall');
    expect(pathOf(subject({ service: 'department', id: 'a1' }), 'accept')).toBe(
      '/api/department/assignments/a1/accept',
    );
    const appeal = {
      appealId: 'p1',
      assignmentId: 'a1',
      unit: 'U',
      about: 'x',
      reasonCode: 'OTHER',
      note: '',
      filedAt: '',
      round: 1,
    };
    expect(pathOf(subject({ appeals: [{ ...appeal, appealId: 'p0', upheld: true }, appeal] }), 'decide-appeal')).toBe(
      '/api/dispatch/appeals/p1/decide',
    );
  });

  it('comes in the order of its weight, and not at all where nobody knows it', () => {
    expect(ordered(['void', 'join', 'escalate', 'something-new'])).toEqual(['escalate', 'join', 'void']);
  });

  it('has words for its name and for each of its fields', () => {
    for (const [action, { fields }] of Object.entries(ACTIONS)) {
      expect(Object.keys(codes.zhCN)).toContain(action);
      for (const field of fields) {
        expect(Object.keys(words.zhCN.fields)).toContain(field.name);
        for (const option of field.options ?? []) expect(Object.keys(codes.zhCN)).toContain(option);
      }
    }
  });

  it('is taken back by another where that is allowed', () => {
    expect(inverseOf('dispatch', ['recall', 'urge'])).toBe('recall');
    expect(inverseOf('dispatch', ['urge'])).toBeUndefined();
    expect(inverseOf('confirm', ['reopen'])).toBeUndefined();
  });
});

describe('the parts an action is about', () => {
  const part = {
    unit: 'U',
    round: 1,
    attempt: 1,
    offeredAt: '',
    byRule: false,
    accepted: true,
    extensions: 0,
    suspensions: 0,
  };
  const parts = [
    {
      ...part,
      assignmentId: 'lead',
      role: 'LEAD' as const,
      state: 'HANDLING',
      request: { until: '2027-01-01T00:00:00Z' },
    },
    { ...part, assignmentId: 'help', role: 'ASSISTING' as const, state: 'RETURN_REVIEW' },
    { ...part, assignmentId: 'over', role: 'ASSISTING' as const, state: 'ENDED' },
  ];
  it.each([
    ['review-return', ['help']],
    ['review-suspension', ['lead']],
    ['review-extension', []],
    ['resume', []],
    ['recall', ['help']],
    ['supervise', ['lead', 'help']],
  ])('%s', (action, expected) => {
    expect(partsFor(subject({ parts }), action).map((each) => each.assignmentId)).toEqual(expected);
  });
});

describe('a form', () => {
  const check = ACTIONS.check!;
  it('asks for what is required, and for nothing that is not shown', () => {
    expect(missing(check, {})).toEqual(['passed', 'note']);
    expect(missing(check, { passed: false, note: ' ' })).toEqual(['note']);
    expect(missing(ACTIONS['call-back']!, { contacted: false })).toEqual([]);
    expect(missing(ACTIONS['call-back']!, { contacted: true })).toEqual(['resolved']);
  });

  it('sends what was filled in, trimmed, and nothing hidden', () => {
    const redo = check.fields.find((field) => field.name === 'assignmentIds')!;
    expect(shown(redo, { passed: true })).toBe(false);
    expect(bodyOf(check, { passed: true, note: ' 好 ', photoIds: [], assignmentIds: ['a'] })).toEqual({
      passed: true,
      note: '好',
    });
    expect(bodyOf(ACTIONS.complete!, { result: '已清', closing: 'informed' })).toEqual({
      result: '已清',
      informed: true,
    });
  });
});

describe('time', () => {
  it('is the county’s, whatever the device thinks', () => {
    expect(instantOf('2026-12-01T09:00')).toBe('2026-12-01T01:00:00.000Z');
    expect(offsetOf('2026-12-01T01:00:00Z')).toBe('+08:00');
  });

  it('is told in its two largest units', () => {
    expect(span(45 * 60_000)).toBe('45 分钟');
    expect(span(125 * 60_000)).toBe('2 小时 5 分');
    expect(span(26 * 3_600_000)).toBe('1 天 2 小时');
    expect(span(-1)).toBe('0 分钟');
  });

  it.each([
    [undefined, false, 'none'],
    ['2026-11-28T07:00:00Z', true, 'paused'],
    ['2026-11-28T05:00:00Z', false, 'late'],
    ['2026-11-28T07:59:00Z', false, 'soon'],
    ['2026-11-28T09:00:00Z', false, 'calm'],
  ])('of a deadline at %s, paused %s, is %s', (at, paused, urgency) => {
    expect(remaining(at, paused, Date.parse('2026-11-28T06:00:00Z')).urgency).toBe(urgency);
  });

  it('of the earliest running deadline counts', () => {
    const at = (clockId: string, instant: string, paused = false) => ({
      clockId,
      kind: 'HANDLING',
      at: instant,
      paused,
      missed: false,
    });
    expect(
      nextDeadline([
        at('b', '2026-11-29T00:00:00Z'),
        at('a', '2026-11-28T00:00:00Z'),
        at('p', '2026-11-01T00:00:00Z', true),
      ])?.clockId,
    ).toBe('a');
    expect(nextDeadline([at('p', '2026-11-01T00:00:00Z', true)])?.clockId).toBe('p');
    expect(nextDeadline([])).toBeUndefined();
  });
});

describe('places', () => {
  const square = [
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
    [0, 0],
  ];
  it('are in a ring or not', () => {
    expect(covers(square, { longitude: 1, latitude: 1 })).toBe(true);
    expect(covers(square, { longitude: 3, latitude: 1 })).toBe(false);
  });
  it('are as hot as they are full', () =>
    expect(heatOf(['a', 'a', 'b', undefined])).toEqual(
      new Map([
        ['a', 1],
        ['b', 0.5],
      ]),
    ));
});

describe('calls', () => {
  beforeEach(() => vi.restoreAllMocks());
  const answers = (status: number, body: object) =>
    vi
      .spyOn(globalThis, 'fetch')
      .mockResolvedValue(
        new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json' } }),
      );

  it('carry an idempotency key, the token of the session and a trace', async () => {
    document.cookie = 'XSRF-TOKEN=abc';
    const fetch = answers(200, { ok: true });
    await post('/api/intake/cases', { a: 1 }, 'key-1');
    const headers = fetch.mock.calls[0]![1]!.headers as Record<string, string>;
    expect(headers).toMatchObject({
      'Idempotency-Key': 'key-1',
      'X-XSRF-TOKEN': 'abc',
      'Content-Type': 'application/json',
    });
    expect(headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  it('tell a refusal with its fields and its trace', async () => {
    answers(422, {
      title: '无法处理',
      errors: [{ pointer: '/rating/quality', code: 'TOO_LARGE', message: '不超过 100' }],
    });
    const refusal = (await get('/api/x').catch((cause: unknown) => cause)) as Refusal;
    expect(refusal.ofField('rating')).toBe('不超过 100');
    expect(refusal.ofField('note')).toBeUndefined();
    expect(refusal.passing).toBe(false);
    expect(refusal.problem.traceId).toMatch(/^[0-9a-f]{32}$/);
  });

  it('that nobody answers can be sent again', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('network'));
    const refusal = (await get('/api/x').catch((cause: unknown) => cause)) as Refusal;
    expect([refusal.status, refusal.passing]).toEqual([0, true]);
  });

  it('leave out what is not asked', () => {
    expect(query({ a: 1, b: '', c: undefined, d: ['x', 'y'], e: false })).toBe('?a=1&d=x&d=y&e=false');
    expect(query({})).toBe('');
  });
});

describe('an event', () => {
  it('has a short name', () => {
    expect(shortType('case.ticket-filed.v1')).toBe('ticket-filed');
    expect(shortType('something')).toBe('something');
  });
});
