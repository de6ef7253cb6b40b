import { expect, it } from 'vitest';
import { kindOn, weekdayOf, yearsOf } from './days';

it('knows the weekday', () => {
  expect(weekdayOf('2026-11-28')).toBe(6);
  expect(weekdayOf('2026-11-30')).toBe(1);
});

it('a weekday can only be taken off, a weekend day only be worked', () => {
  expect(kindOn('2026-10-01')).toBe('HOLIDAY');
  expect(kindOn('2026-02-14')).toBe('WORKDAY');
  expect(kindOn('2026-02-15')).toBe('WORKDAY');
});

it('offers the years with days and the next one', () => {
  expect(yearsOf(['2025-01-01', '2026-01-01', '2026-05-01'], '2026', '2026')).toEqual(['2027', '2026', '2025']);
  expect(yearsOf([], '2030', '2026')).toEqual(['2030', '2027', '2026']);
});
