import { describe, expect, it } from 'vitest';
import { contrast, NONE, paint, scaleOf } from './heat';
import { pareto, takes } from './pareto';
import { caseRoute, difference, number, rate, valueOf } from './numbers';

describe('pareto', () => {
  it('is largest first and ends with everything', () => {
    const bars = pareto(['a', 'b', 'c', 'd'], (name) => ({ a: 1, b: 6, c: 0, d: 3 })[name] ?? 0);
    expect(bars.map((bar) => bar.item)).toEqual(['b', 'd', 'a']);
    expect(bars.map((bar) => bar.upto)).toEqual([0.6, 0.9, 1]);
    expect(takes(bars, 0.8)).toBe(2);
  });

  it('of nothing is nothing', () => {
    expect(pareto([], () => 1)).toEqual([]);
    expect(pareto(['a'], () => 0)).toEqual([]);
    expect(takes([], 0.8)).toBe(0);
  });

  it('keeps equals in their order', () => {
    expect(pareto(['z', 'a'], () => 2).map((bar) => bar.item)).toEqual(['z', 'a']);
  });
});

describe('heat', () => {
  it('tells none from 0', () => {
    expect(paint(undefined, 1)).toBe(NONE);
    expect(paint(0, 1)).not.toBe(NONE);
  });

  it('is deepest at the end of the scale and beyond', () => {
    expect(paint(1, 1)).toEqual(paint(1.4, 1));
    expect(paint(5, 5)).toEqual(paint(1, 1));
    expect(paint(0, 0)).toEqual(paint(0, 1));
    expect(scaleOf([3, undefined, 7], false)).toBe(7);
    expect(scaleOf([0.2], true)).toBe(1);
    expect(scaleOf([], false)).toBe(0);
  });

  it('can be read at every step', () => {
    for (let value = 0; value <= 1; value += 0.05) {
      const { background, color } = paint(value, 1);
      expect(contrast(background, color)).toBeGreaterThan(4.5);
    }
  });
});

describe('numbers', () => {
  it('a rate of nothing is none, neither 0 % nor 100 %', () => {
    expect(rate(undefined, 'none')).toBe('none');
    expect(rate(0, 'none')).toBe('0%');
    expect(rate(0.8301, 'none')).toBe('83.01%');
    expect(rate(1, 'none')).toBe('100%');
    expect(number(51_229)).toBe('51,229');
  });

  it('a value is a rate where there is a denominator', () => {
    expect(valueOf({ value: 0.5, denominator: 4 }, '无')).toBe('50%');
    expect(valueOf({ denominator: 0 }, '无')).toBe('无');
    expect(valueOf({ value: 7 }, '无')).toBe('7');
  });

  it('a difference has its sign, in points for a rate', () => {
    expect(difference(0.75, 0.7, true)).toBe('+5.00');
    expect(difference(7, 9, false)).toBe('−2');
    expect(difference(1, 1, true)).toBe('0');
    expect(difference(undefined, 1, true)).toBeUndefined();
  });

  it('a link of the API leads to the page of its cases', () => {
    expect(caseRoute('/api/audit/indicators/cases?indicator=DUE&part=numerator')).toBe(
      '/insight/cases?indicator=DUE&part=numerator',
    );
    expect(caseRoute(undefined)).toBeUndefined();
    expect(caseRoute('https://elsewhere.example/?x')).toBeUndefined();
  });
});
