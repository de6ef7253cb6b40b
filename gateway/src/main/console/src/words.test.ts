import { describe, expect, it } from 'vitest';
import type { Words } from '@/core/words';

type Tables = { zhCN: Words; en: Words };

const modules = import.meta.glob<Tables>(
  ['./**/words.ts', './core/coreWords.ts', './core/codes.ts', '!./core/words.ts'],
  { eager: true },
);

function flat(words: Words, path = ''): Map<string, string> {
  const all = new Map<string, string>();
  for (const [key, value] of Object.entries(words)) {
    if (typeof value === 'string') all.set(path + key, value);
    else flat(value, `${path}${key}.`).forEach((text, inner) => all.set(inner, text));
  }
  return all;
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

describe.each(Object.entries(modules))('words of %s', (_file, { zhCN, en }) => {
  const chinese = flat(zhCN);
  const english = flat(en);

  it('has the same keys in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
  });

  it('has the same placeholders in both languages', () => {
    for (const [key, text] of chinese)
      expect([key, placeholders(english.get(key) ?? '')]).toEqual([key, placeholders(text)]);
  });

  it('has no empty text, and none that the message syntax would read otherwise', () => {
    for (const [key, text] of [...chinese, ...english]) {
      expect([key, text.trim()]).not.toEqual([key, '']);
      expect([key, /[@|]/.test(text)]).toEqual([key, false]);
    }
  });

  it('has no Chinese in the English table', () => {
    for (const [key, text] of english)
      if (!key.endsWith('language')) expect([key, /[\u4e00-\u9fff]/.test(text)]).toEqual([key, false]);
  });
});
