import { afterEach, describe, expect, it, vi } from 'vitest';
import { effectScope, ref, type EffectScope } from 'vue';
import { usePages, type Pages } from './load';

const MANY = 10_000;
let scope: EffectScope;

/** A service with ten thousand cases, and what it was asked for. */
function service() {
  const asked: string[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    const address = new URL(String(input), 'http://localhost');
    asked.push(`${address.pathname}${address.search}`);
    const page = Number(address.searchParams.get('page'));
    const size = Number(address.searchParams.get('size'));
    const items = Array.from({ length: size }, (_, index) => page * size + index);
    return new Response(JSON.stringify({ items, page, size, total: MANY }), { status: 200 });
  });
  return asked;
}

function list(path: () => string): Pages<number> {
  scope = effectScope();
  return scope.run(() => usePages<number>(path))!;
}

afterEach(() => {
  scope.stop();
  vi.restoreAllMocks();
});

describe('a list of ten thousand', () => {
  it('reads the pages in sight and no others', async () => {
    const asked = service();
    const pages = list(() => '/api/intake/cases?desk=community');
    await vi.waitFor(() => expect(pages.total.value).toBe(MANY));
    expect(pages.row(0)).toBe(0);
    expect(pages.row(9_999)).toBeUndefined();

    pages.show(9_950, 9_999);
    await vi.waitFor(() => expect(pages.row(9_999)).toBe(9_999));
    expect(asked).toEqual([
      '/api/intake/cases?desk=community&page=0&size=100',
      '/api/intake/cases?desk=community&page=99&size=100',
    ]);
  });

  it('reads again what is in sight, and forgets the rest', async () => {
    const asked = service();
    const pages = list(() => '/api/dispatch/cases');
    await vi.waitFor(() => expect(pages.total.value).toBe(MANY));
    pages.show(450, 520);
    await vi.waitFor(() => expect(pages.row(520)).toBe(520));
    asked.length = 0;
    await pages.refresh();
    expect(asked).toEqual(['/api/dispatch/cases?page=4&size=100', '/api/dispatch/cases?page=5&size=100']);
    expect(pages.row(0)).toBeUndefined();
    expect(pages.rows()).toHaveLength(200);
  });

  it('starts anew where the question changes', async () => {
    const asked = service();
    const state = ref('REPORTED');
    const pages = list(() => `/api/intake/cases?state=${state.value}`);
    await vi.waitFor(() => expect(pages.total.value).toBe(MANY));
    state.value = 'VERIFYING';
    await vi.waitFor(() => expect(asked.at(-1)).toBe('/api/intake/cases?state=VERIFYING&page=0&size=100'));
  });

  it('keeps what it had while the service is away', async () => {
    service();
    const pages = list(() => '/api/intake/cases');
    await vi.waitFor(() => expect(pages.total.value).toBe(MANY));
    vi.spyOn(globalThis, 'fetch').mockResolvedValue(
      new Response('{"title":"受理服务没有应答"}', {
        status: 503,
        headers: { 'Content-Type': 'application/problem+json' },
      }),
    );
    await pages.refresh();
    expect(pages.refusal.value?.status).toBe(503);
    expect(pages.row(0)).toBe(0);
  });
});
