/** Which language is shown. Chinese unless somebody chose English. */
import { ref } from 'vue';

export type Language = 'zh-CN' | 'en';

const KEY = 'whistle.language';

function remembered(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
}

export const language = ref<Language>(remembered());

export function chooseLanguage(chosen: Language): void {
  language.value = chosen;
  document.documentElement.lang = chosen;
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // private windows may refuse; the choice then lasts as long as the page
  }
}
