import { expect, it } from 'vitest';
import { entryOf, window } from './log';

const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

it('an entry is the event that was signed', () => {
  const event = {
    type: 'admin.bonus-granted.v1',
    time: '2026-11-28T05:31:34Z',
    actor: 'leader',
    actorrole: 'COMMAND_LEADER',
    data: { unit: 'WATER', points: 1.5, reason: '抗洪', sha256: 'ab'.repeat(32), basis: { policy: '2026' } },
  };
  expect(entryOf({ entry: base64(JSON.stringify(event)) })).toEqual({
    type: 'bonus-granted',
    time: '2026-11-28T05:31:34Z',
    actor: 'leader',
    role: 'COMMAND_LEADER',
    data: [
      ['unit', 'WATER'],
      ['points', '1.5'],
      ['reason', '抗洪'],
      ['sha256', 'abababababababab…'],
      ['basis', '2026'],
    ],
  });
});

it('what cannot be read is not guessed', () => {
  expect(entryOf({ entry: '%%' })).toBeUndefined();
  expect(entryOf({ entry: base64('no json') })).toBeUndefined();
});

it('pages run from the newest to the first', () => {
  expect(window(120, 0, 50)).toEqual({ from: 70, to: 120 });
  expect(window(120, 2, 50)).toEqual({ from: 0, to: 20 });
  expect(window(0, 0, 50)).toEqual({ from: 0, to: 0 });
});
