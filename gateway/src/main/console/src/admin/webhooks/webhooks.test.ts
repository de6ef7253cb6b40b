import { describe, expect, it } from 'vitest';
import { codesOf, secretName } from './webhooks';

describe('webhooks', () => {
  it('reads codes however they are separated', () => {
    expect(codesOf(' 350999001, 350999002，350999003\n350999004、')).toEqual([
      '350999001',
      '350999002',
      '350999003',
      '350999004',
    ]);
    expect(codesOf('  ')).toEqual([]);
  });

  it('names a secret as the service allows', () => {
    expect(secretName(new Date('2026-11-28T13:45:00.123Z'))).toBe('s-20261128-134500');
  });
});
