/**
 * Pinyin initials of Chinese words, found by where a character sorts: the browser knows the order by pinyin, so no
 * dictionary is shipped. Characters of several readings sort under one of them.
 */

/** The first character of each initial in pinyin order; no syllable begins with I, U or V. */
const FIRSTS = '吖八嚓咑妸发旮哈讥咔垃妈拏噢妑七呥仨他屲夕丫帀';
const INITIALS = 'abcdefghjklmnopqrstwxyz';
const CHINESE = /\p{Script=Han}/u;

const collator = new Intl.Collator('zh-CN-u-co-pinyin');

function initialOf(character: string): string {
  if (!CHINESE.test(character)) return /[a-z0-9]/i.test(character) ? character.toLowerCase() : '';
  let found = '';
  for (let index = 0; index < FIRSTS.length; index++) {
    if (collator.compare(character, FIRSTS[index]!) < 0) break;
    found = INITIALS[index]!;
  }
  return found;
}

const known = new Map<string, string>();

/** `上水井盖` → `ssjg`; letters and digits stay, anything else is left out. */
export function initials(words: string): string {
  let found = known.get(words);
  if (found === undefined) {
    found = [...words].map(initialOf).join('');
    known.set(words, found);
  }
  return found;
}
