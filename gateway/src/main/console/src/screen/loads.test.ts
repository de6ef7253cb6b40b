import { describe, expect, it } from 'vitest';
import type { AuditCase } from '@/core/types';
import { loadsOf } from './loads';

const open = (leadUnit: string | undefined, deadline?: string) => ({ leadUnit, deadline }) as AuditCase;
const NOW = Date.parse('2026-11-28T06:00:00Z');

describe('the loads of units', () => {
  it('count open and overdue cases, the fullest first', () => {
    const cases = [
      open('WATER'),
      open('SANITATION', '2026-11-28T05:59:59Z'),
      open('SANITATION', '2026-11-28T06:00:01Z'),
      open(undefined),
    ];
    expect(loadsOf(cases, NOW)).toEqual([
      { unit: 'SANITATION', open: 2, late: 1 },
      { unit: 'WATER', open: 1, late: 0 },
    ]);
  });

  it('are none without cases', () => expect(loadsOf([], NOW)).toEqual([]));
});
