/**
 * Words in both languages. Each area has a `words.ts` with `zhCN` and `en` tables under one name of its own, registered
 * when its code is loaded: `registerWords('inbox', zhCN, en)`, then `t('inbox.title')`. The type of the Chinese table is
 * the type of the English one, so neither can miss a key.
 */
import { watch } from 'vue';
import { createI18n } from 'vue-i18n';
import { language, type Language } from './language';
import * as codes from './codes';
import * as core from './coreWords';

export type Words = { [key: string]: string | Words };

/** The same keys with other texts. */
export type Same<T> = { [K in keyof T]: T[K] extends string ? string : Same<T[K]> };

export const i18n = createI18n({
  legacy: false,
  locale: language.value as string,
  fallbackLocale: 'zh-CN',
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV,
  messages: { 'zh-CN': { core: core.zhCN, code: codes.zhCN }, en: { core: core.en, code: codes.en } } as Record<
    string,
    Words
  >,
});

watch(language, (chosen) => {
  i18n.global.locale.value = chosen;
});

export function registerWords<T extends Words>(name: string, zhCN: T, en: Same<T>): void {
  i18n.global.mergeLocaleMessage('zh-CN', { [name]: zhCN });
  i18n.global.mergeLocaleMessage('en', { [name]: en as Words });
}

/** A text outside components. */
export const say = (key: string, values: Record<string, unknown> = {}): string => i18n.global.t(key, values);

/** The words of a code such as `HANDLING` or `ticket-filed`; the code itself where there are none. */
export function sayCode(code: string | undefined | null): string {
  if (!code) return '';
  const key = `code.${code}`;
  return i18n.global.te(key, i18n.global.locale.value as Language) ? i18n.global.t(key) : code;
}

/** The words of a clock's kind, where a state has the same code. */
export const sayClock = (kind: string): string =>
  kind === 'HANDLING' || kind === 'RULING' ? say(`core.clock.${kind}`) : sayCode(kind);

/** One of two texts, by the language shown. */
export const named = (zh: string | undefined | null, en: string | undefined | null): string =>
  (language.value === 'en' ? en || zh : zh || en) ?? '';
