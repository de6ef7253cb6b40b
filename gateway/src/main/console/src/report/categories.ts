/** Finding a category with a thumb: pictures, what this person reports most, and a search by name, code or pinyin. */
import type { Category } from '@/core/reference';
import { initials } from './pinyin';
import type { IconName } from './icons';

const PICTURES: [RegExp, IconName][] = [
  [/井盖|箅/, 'cover'],
  [/路灯/, 'lamp'],
  [/监控|电子眼/, 'camera'],
  [/燃气/, 'gas'],
  [/消防|焚烧|烧烤|火/, 'flame'],
  [/电|缆|通信|充电/, 'bolt'],
  [/坠物|塌陷|安全|隐患/, 'danger'],
  [/垃圾|公厕|公共厕所|保洁|遗撒/, 'bin'],
  [/广告|招牌/, 'board'],
  [/工地|施工|搭|建/, 'crane'],
  [/噪/, 'sound'],
  [/犬|狗/, 'dog'],
  [/树|绿/, 'tree'],
  [/车|停/, 'bike'],
  [/经营|食品|摊/, 'stall'],
  [/水|河|管道/, 'drop'],
  [/路|人行|护栏/, 'road'],
  [/纠纷|治安/, 'people'],
  [/咨询|建议/, 'talk'],
];

/** By the group of the code where the name says nothing: national numbering of components and events. */
const GROUPS: Record<string, IconName> = {
  C01: 'cover',
  C02: 'road',
  C03: 'bin',
  C04: 'tree',
  E01: 'bin',
  E02: 'board',
  E03: 'crane',
  E04: 'stall',
  E05: 'danger',
  X07: 'people',
};

/** The picture of a category. */
export const iconOf = ({ code, nameZh }: Pick<Category, 'code' | 'nameZh'>): IconName =>
  PICTURES.find(([words]) => words.test(nameZh))?.[1] ?? GROUPS[code.slice(0, 3)] ?? 'pin';

/** An emergency whatever condition: its only one is urgent (domain.md, Urgent lane). */
export const impliesEmergency = (category: Category): boolean =>
  category.conditions.length === 1 && category.conditions[0]!.urgent;

export type Uses = Record<string, number>;

/** Most used first; then one of each picture, so that a new device shows a bit of everything; then by code. */
export function byUse(categories: Category[], uses: Uses): Category[] {
  const sorted = [...categories].sort((one, other) => one.code.localeCompare(other.code));
  const seen = new Set<IconName>();
  const firsts = new Set(
    sorted.filter((each) => {
      const icon = iconOf(each);
      return !seen.has(icon) && seen.add(icon);
    }),
  );
  return sorted.sort(
    (one, other) =>
      (uses[other.code] ?? 0) - (uses[one.code] ?? 0) || Number(firsts.has(other)) - Number(firsts.has(one)),
  );
}

/** How well a category fits what was typed: 0 not at all. */
function fit(category: Category, typed: string): number {
  const zh = category.nameZh;
  const short = initials(zh);
  if (zh.startsWith(typed) || category.code.toLowerCase() === typed) return 4;
  if (short.startsWith(typed)) return 3;
  if (zh.includes(typed) || category.nameEn.toLowerCase().includes(typed)) return 2;
  if (category.code.toLowerCase().includes(typed) || (typed.length > 1 && short.includes(typed))) return 1;
  return category.conditions.some((each) => each.conditionZh?.includes(typed)) ? 1 : 0;
}

/** The categories that fit, best first, the most used first among equals. */
export function search(categories: Category[], typed: string, uses: Uses = {}): Category[] {
  const text = typed.trim().toLowerCase().replace(/\s+/g, '');
  if (!text) return byUse(categories, uses);
  return byUse(categories, uses)
    .map((category) => ({ category, fits: fit(category, text) }))
    .filter(({ fits }) => fits > 0)
    .sort((one, other) => other.fits - one.fits)
    .map(({ category }) => category);
}

const KEPT = 'whistle.used';

/** How often each category was reported from this device. */
export function usesHere(): Uses {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Uses;
  } catch {
    return {};
  }
}

export function used(code: string): void {
  const uses = usesHere();
  try {
    localStorage.setItem(KEPT, JSON.stringify({ ...uses, [code]: (uses[code] ?? 0) + 1 }));
  } catch {
    // then the order stays that of the codes
  }
}
