import { describe, expect, it } from 'vitest';
import {
  addDays,
  around,
  before,
  daysBetween,
  kindOf,
  label,
  lastOf,
  named,
  parse,
  shift,
  soFar,
  trail,
  write,
} from './period';

describe('periods', () => {
  it('a month, a quarter and a year end on the first day that is not theirs', () => {
    expect(named('2026-11')).toEqual({ name: '2026-11', from: '2026-11-01', to: '2026-12-01' });
    expect(named('2026-12')?.to).toBe('2027-01-01');
    expect(named('2026-Q4')).toEqual({ name: '2026-Q4', from: '2026-10-01', to: '2027-01-01' });
    expect(named('2026')).toEqual({ name: '2026', from: '2026-01-01', to: '2027-01-01' });
  });

  it.each(['2026-13', '2026-Q5', '1999', '26', '', '2026-1', '2026-11-01'])('%s is no name of one', (text) => {
    expect(named(text)).toBeUndefined();
  });

  it('an address says the same period again', () => {
    for (const text of ['2026-11', '2026-Q1', '2026', '2026-11-03_2026-11-10']) expect(write(parse(text)!)).toBe(text);
  });

  it.each(['2026-11-10_2026-11-03', '2026-11-03_2026-11-03', '2025-01-01_2026-12-31', '2026-02-30_2026-03-02', 'x_y'])(
    '%s is no range',
    (text) => {
      expect(parse(text)).toBeUndefined();
    },
  );

  it('the one before January is December of the year before', () => {
    expect(shift(named('2026-01')!, -1).name).toBe('2025-12');
    expect(shift(named('2026-Q1')!, -1).name).toBe('2025-Q4');
    expect(shift(named('2026')!, -2).name).toBe('2024');
    expect(shift(parse('2026-11-03_2026-11-10')!, -1)).toEqual({ from: '2026-10-27', to: '2026-11-03' });
    expect(shift(named('2026-11')!, 14).name).toBe('2028-01');
  });

  it('a running period goes as far as today, and one that lies ahead has nothing', () => {
    expect(soFar(named('2026-11')!, '2026-11-28')?.to).toBe('2026-11-29');
    expect(soFar(named('2026-11')!, '2026-11-30')?.to).toBe('2026-12-01');
    expect(soFar(named('2026-10')!, '2026-11-28')?.to).toBe('2026-11-01');
    expect(soFar(named('2026-12')!, '2026-11-28')).toBeUndefined();
  });

  it('a running period is compared with as many days of the one before', () => {
    expect(before(named('2026-11')!, '2026-11-05')).toEqual({ from: '2026-10-01', to: '2026-10-06' });
    expect(before(named('2026-10')!, '2026-11-05').name).toBe('2026-09');
    expect(before(named('2026-03')!, '2026-03-30').name).toBe('2026-02');
    expect(before(parse('2026-11-03_2026-11-10')!, '2026-11-28')).toEqual({ from: '2026-10-27', to: '2026-11-03' });
  });

  it('its last day is in it', () => {
    expect(lastOf(named('2026-02')!)).toBe('2026-02-28');
    expect(lastOf(parse('2026-11-03_2026-11-04')!)).toBe('2026-11-03');
  });

  it('a trail ends with the period and skips no month', () => {
    expect(trail(named('2026-02')!, 'month', 4, '2026-11-28').map(write)).toEqual([
      '2025-11',
      '2025-12',
      '2026-01',
      '2026-02',
    ]);
    expect(trail(named('2026')!, 'month', 2, '2026-11-28').map(write)).toEqual(['2026-10', '2026-11']);
    const weeks = trail(named('2026-11')!, 'week', 3, '2026-11-28');
    expect(weeks.map((week) => daysBetween(week.from, week.to))).toEqual([7, 7, 7]);
    expect(weeks.at(-1)?.to).toBe('2026-11-29');
  });

  it('every kind is found around a day', () => {
    expect(around('quarter', '2026-11-28').name).toBe('2026-Q4');
    expect(around('range', '2026-03-02')).toEqual({ from: '2026-02-24', to: '2026-03-03' });
    for (const kind of ['month', 'quarter', 'year', 'range'] as const)
      expect(kindOf(around(kind, '2026-11-28'))).toBe(kind);
  });

  it('leap days are days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysBetween('2028-01-01', '2029-01-01')).toBe(366);
  });

  it('is said in both languages, the last day included', () => {
    expect(label(named('2026-11')!, false)).toBe('2026年11月');
    expect(label(named('2026-Q4')!, true)).toBe('Q4 2026');
    expect(label(parse('2026-11-03_2026-11-10')!, false)).toBe('2026-11-03 至 11-09');
    expect(label(parse('2026-12-30_2027-01-02')!, true)).toBe('2026-12-30 to 2027-01-01');
    expect(label(parse('2026-12-30_2026-12-31')!, true)).toBe('2026-12-30');
  });
});
