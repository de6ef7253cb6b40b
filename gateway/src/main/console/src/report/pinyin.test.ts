import { readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { initials } from './pinyin';

/** Characters of several readings that sort under another one than the word has. */
const EXCEPTIONS: Record<string, string> = { 行道树: 'xds' };

const pack = readFileSync('../../../../deploy/packs/haiwan/categories.csv', 'utf8').split('\n').slice(1);
const names = [...new Set(pack.map((line) => line.split(',')[2]).filter((name): name is string => !!name))];

describe('pinyin initials', () => {
  it('are known for the words people search', () => {
    expect(initials('上水井盖')).toBe('ssjg');
    expect(initials('暴露生活垃圾')).toBe('blshlj');
    expect(initials('12345 热线 A')).toBe('12345rxa');
    expect(initials('井盖（破损）')).toBe('jgps');
    expect(initials('')).toBe('');
  });

  it.each(names)('of %s are those of a dictionary', (name) => {
    const dictionary = pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('');
    expect(initials(name)).toBe(EXCEPTIONS[name] ?? dictionary);
  });

  it('were tested with the categories of the pack', () => {
    expect(names.length).toBeGreaterThan(40);
  });
});
