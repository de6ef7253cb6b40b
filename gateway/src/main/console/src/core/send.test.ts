import { describe, expect, it } from 'vitest';
import { Refusal } from './api';
import { useSend } from './send';

describe('sending', () => {
  it('does one thing at a time', async () => {
    const { send, sending } = useSend();
    let done = 0;
    let release = () => {};
    const first = send(() => new Promise<void>((resolve) => (release = resolve)));
    expect(sending.value).toBe(true);
    expect(await send(async () => (done += 1))).toBe(false);
    release();
    expect(await first).toBe(true);
    expect(done).toBe(0);
    expect(sending.value).toBe(false);
  });

  it('keeps the key of a decision while nobody knows what became of it', async () => {
    const { keyOf, send } = useSend();
    const key = keyOf({ note: 'a' });
    await send(() => Promise.reject(new Refusal(503, {})));
    expect(keyOf({ note: 'a' })).toBe(key);
    expect(keyOf({ note: 'b' })).not.toBe(key);
  });

  it('takes the same content for another decision once the first was answered', async () => {
    const { keyOf, send, refusal, wrong } = useSend();
    const key = keyOf({ note: 'a' });
    await send(() => Promise.reject(new Refusal(422, { errors: [{ pointer: '/note', code: 'X', message: 'no' }] })));
    expect(wrong('note')).toBe('no');
    const second = keyOf({ note: 'a' });
    expect(second).not.toBe(key);
    expect(await send(() => Promise.resolve())).toBe(true);
    expect(refusal.value).toBeUndefined();
    expect(keyOf({ note: 'a' })).not.toBe(second);
  });
});
