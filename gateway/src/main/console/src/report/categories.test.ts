import { describe, expect, it } from 'vitest';
import type { Category, Condition } from '@/core/reference';
import { byUse, iconOf, impliesEmergency, search } from './categories';

const category = (code: string, nameZh: string, nameEn: string, urgent: boolean[] = [false]): Category => ({
  code,
  nameZh,
  nameEn,
  conditions: urgent.map((each, index) => ({ code: `${code}-${index + 1}`, urgent: each }) as Condition),
});
const cover = category('C0101', '上水井盖', 'Water manhole cover', [true, false]);
const lamp = category('C0137', '路灯', 'Street lamp');
const rubbish = category('E0110', '暴露生活垃圾', 'Exposed litter');
const collapse = category('E0505', '路面塌陷', 'Road collapse', [true]);
const all = [rubbish, lamp, cover, collapse];
const codes = (found: Category[]) => found.map((each) => each.code);

describe('searching a category', () => {
  it.each([
    ['井盖', 'C0101'],
    ['ssjg', 'C0101'],
    ['SSJ', 'C0101'],
    ['e0110', 'E0110'],
    ['0137', 'C0137'],
    ['lamp', 'C0137'],
    ['ld', 'C0137'],
    ['生活 垃圾', 'E0110'],
  ])('by %s finds %s first', (typed, code) => {
    expect(codes(search(all, typed))[0]).toBe(code);
  });

  it('finds nothing where nothing fits', () => {
    expect(search(all, '飞碟')).toEqual([]);
    expect(search(all, '<script>')).toEqual([]);
  });

  it('shows what is used most first', () => {
    expect(codes(byUse(all, { E0505: 2, E0110: 5 }))).toEqual(['E0110', 'E0505', 'C0101', 'C0137']);
    expect(codes(search(all, '', { E0505: 1 }))[0]).toBe('E0505');
  });

  it('shows one of each picture before the second of any', () => {
    const other = category('C0102', '污水井盖', 'Sewage manhole cover');
    expect(codes(byUse([other, ...all], {}))).toEqual(['C0101', 'C0137', 'E0110', 'E0505', 'C0102']);
  });
});

describe('a category', () => {
  it('has a picture', () => {
    expect([cover, lamp, rubbish, collapse].map(iconOf)).toEqual(['cover', 'lamp', 'bin', 'danger']);
    expect(iconOf(category('X0799', '其他', 'Other'))).toBe('people');
    expect(iconOf(category('Z1', '其他', 'Other'))).toBe('pin');
  });

  it('is an emergency by itself only where its single condition is urgent', () => {
    expect(all.filter(impliesEmergency)).toEqual([collapse]);
  });
});
