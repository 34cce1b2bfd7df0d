import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { en } from './en.ts';
import { zhCN } from './zh-CN.ts';

/** The shape every language must fill: the Chinese words decide which keys exist. */
export type Words = typeof zhCN;
export type Language = 'zh-CN' | 'en';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: Words };
  }
}

const words: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, en };
const kept = 'zhenglian.language';

function languageOf(text: string | null): Language {
  return text === 'en' ? 'en' : 'zh-CN';
}

/** Starts i18next with the language chosen last time on this computer, Chinese at first. */
export async function startWords(storage: Storage): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: languageOf(storage.getItem(kept)),
    fallbackLng: 'zh-CN',
    ns: ['words'],
    defaultNS: 'words',
    resources: { 'zh-CN': { words: zhCN }, en: { words: en } },
    interpolation: { escapeValue: false },
  });
  document.documentElement.lang = i18next.language;
}

/** Switches the language for this page and remembers it. */
export async function speak(language: Language, storage: Storage): Promise<void> {
  storage.setItem(kept, language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** `t` for sentences with values in them, `w` for the tables of words, `language` for what depends on it. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language = languageOf(i18n.language);
  return { t, w: words[language], language };
}

/** The word for a code that the server may widen later: an unknown code is shown as it is, never hidden. */
export function wordFor(table: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(table, code) ? (table[code] ?? code) : code;
}
