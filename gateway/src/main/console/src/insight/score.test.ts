import { describe, expect, it } from 'vitest';
import { composed, exact, grouped, told } from './score';
import type { ScoreLine, ScoreTable, Street } from './types';

const street = (mark: number | undefined, ofTheGroup = false): Street => ({
  weight: 0.5,
  mark,
  ofTheGroup,
  ratings: 3,
  confirmations: 4,
  streets: [],
});
const line = (more: Partial<ScoreLine>): ScoreLine => ({
  subject: 'UNIT',
  code: 'WATER',
  parts: [],
  deductions: [],
  ...more,
});

describe('a score line', () => {
  it('is weight by weight what the server says', () => {
    const made = composed(line({ street: street(80), objective: 85.5263, bonus: 0, deducted: 0.2 }));
    expect(made.kind).toBe('both');
    expect(told(made.raw, '')).toBe('82.56');
    expect(made.ofMark).toBe(40);
  });

  it('counts one alone where the other is none', () => {
    expect(composed(line({ objective: 90, street: street(undefined) })).kind).toBe('objective');
    expect(composed(line({ street: street(70) })).kind).toBe('mark');
    expect(composed(line({ street: street(70) })).raw).toBe(70);
    expect(composed(line({ subject: 'STREET', objective: 90 })).raw).toBe(90);
  });

  it("has none where only the group's mean is there", () => {
    expect(composed(line({ street: street(70, true) })).kind).toBe('none');
    expect(composed(line({ street: street(undefined) })).raw).toBeUndefined();
  });

  it('says so when it is held within 0 and 100', () => {
    expect(composed(line({ objective: 99, bonus: 5 })).clamped).toBe(true);
    expect(composed(line({ objective: 1, deducted: 5 })).clamped).toBe(true);
    expect(composed(line({ objective: 50 })).clamped).toBe(false);
  });

  it('stands in its group', () => {
    const table = {
      lines: [
        line({ group: 'city' }),
        line({ code: 'A', group: 'rural' }),
        line({ code: 'B', group: 'city' }),
        line({ subject: 'STREET' }),
      ],
    } as ScoreTable;
    expect(grouped(table, 'UNIT').map((group) => [group.name, group.lines.map((each) => each.code)])).toEqual([
      ['city', ['WATER', 'B']],
      ['rural', ['A']],
    ]);
    expect(grouped(table, 'COMMUNITY')).toEqual([]);
  });

  it('is told with two decimals, weights without zeros', () => {
    expect(told(undefined, '无')).toBe('无');
    expect(told(82.5, '无')).toBe('82.50');
    expect(exact(0.3 * 3)).toBe('0.9');
  });
});
