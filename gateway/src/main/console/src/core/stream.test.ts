import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope } from 'vue';
import { settled } from './stream';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('calls once for many changes', async () => {
  const work = vi.fn();
  const change = settled(work, 100);
  for (let i = 0; i < 5; i++) change();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(work).toHaveBeenCalledTimes(1);
});

it('waits for a slow answer, then asks once more for what changed meanwhile', async () => {
  let answer = () => {};
  const work = vi.fn(() => new Promise<void>((done) => (answer = done)));
  const change = settled(work, 100);
  change();
  await vi.advanceTimersByTimeAsync(100);
  for (let i = 0; i < 20; i++) {
    change();
    await vi.advanceTimersByTimeAsync(100);
  }
  expect(work).toHaveBeenCalledTimes(1);
  answer();
  await vi.advanceTimersByTimeAsync(100);
  expect(work).toHaveBeenCalledTimes(2);
  answer();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(work).toHaveBeenCalledTimes(2);
});

/** Locks as a browser's: one holder, the next in line when it lets go. */
class FakeLocks {
  private last: Promise<unknown> = Promise.resolve();
  request(_name: string, _options: { signal: AbortSignal }, lead: () => Promise<void>): Promise<void> {
    const mine = this.last.then(lead);
    this.last = mine;
    return mine;
  }
}

class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static open: FakeSource[] = [];
  readyState = 1;
  constructor() {
    super();
    FakeSource.open.push(this);
  }
  close() {
    FakeSource.open = FakeSource.open.filter((each) => each !== this);
  }
  say(type: string, data?: unknown) {
    this.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }));
  }
}

describe('the stream of several tabs', () => {
  beforeEach(() => {
    vi.useRealTimers();
    FakeSource.open = [];
    vi.stubGlobal('EventSource', FakeSource);
    vi.stubGlobal('navigator', { ...navigator, locks: new FakeLocks() });
  });
  afterEach(() => vi.unstubAllGlobals());

  /** A tab with a module of its own, as browsers have them. */
  async function tab() {
    vi.resetModules();
    const { onChange, live } = await import('./stream');
    const scope = effectScope();
    const heard = vi.fn();
    scope.run(() => onChange(heard));
    return { heard, live, close: () => scope.stop() };
  }

  it('is one connection, which the next tab takes over', async () => {
    const first = await tab();
    await vi.waitFor(() => expect(FakeSource.open).toHaveLength(1));
    FakeSource.open[0]!.say('open');
    const second = await tab();
    await vi.waitFor(() => expect(second.live.value).toBe(true));
    expect(FakeSource.open).toHaveLength(1);

    FakeSource.open[0]!.say('change', { caseId: '1' });
    await vi.waitFor(() => expect(second.heard).toHaveBeenCalledWith({ caseId: '1' }));
    expect(first.heard).toHaveBeenCalledTimes(1);

    const before = FakeSource.open[0];
    first.close();
    await vi.waitFor(() => expect(FakeSource.open).toHaveLength(1));
    expect(FakeSource.open[0]).not.toBe(before);
    // what changed between the two connections is read anew, once the new one is open
    expect(second.heard).toHaveBeenCalledTimes(1);
    FakeSource.open[0]!.say('open');
    expect(second.heard).toHaveBeenLastCalledWith(undefined);
    second.close();
    expect(FakeSource.open).toHaveLength(0);
  });

  it('is a connection of its own where the browser has no locks', async () => {
    vi.stubGlobal('navigator', {});
    const first = await tab();
    const second = await tab();
    expect(FakeSource.open).toHaveLength(2);
    first.close();
    second.close();
    expect(FakeSource.open).toHaveLength(0);
  });
});
