import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { store, stored } from './stored';

export const LANGUAGES = { en: 'English', ja: '日本語' } as const;
export type Language = keyof typeof LANGUAGES;

type PluralSuffix = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
/** A key as it is asked for: `runs` stands for `runs_one` and `runs_other`. */
type Asked<K> = K extends `${infer Base}_${PluralSuffix}` ? Base : K;
/** What a language without singular has to say. */
type WithoutSingular<K> = K extends `${string}_one` ? never : K;

export type Values = Record<string, string | number>;
export type Messages<K> = (key: Asked<K> & string, values?: Values) => string;

void i18next.use(initReactI18next).init({
  lng: initialLanguage(),
  fallbackLng: 'en',
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  // React escapes. What is put into a sentence does not turn it round.
  interpolation: { escapeValue: true, escape: isolated },
  cacheInBuiltFormats: true,
});
document.documentElement.lang = i18next.language;

/**
 * The texts of one feature, in each language. What is missing in one of them does not compile.
 *
 * @returns a hook that gives the texts in the reader's language: `t('runs', { count: 3 })`
 */
export function defineMessages<const K extends string>(
  feature: string,
  texts: { en: Record<K, string>; ja: Record<WithoutSingular<K>, string> },
): () => Messages<K> {
  for (const language of Object.keys(LANGUAGES) as Language[]) {
    i18next.addResourceBundle(language, feature, texts[language]);
  }
  return function useMessages() {
    const { t } = useTranslation(feature);
    return t as Messages<K>;
  };
}

export function currentLanguage(): Language {
  return i18next.language as Language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  store('cairn.language', language);
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}

const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A text that runs from right to left between the marks that isolate it from what stands around it. */
function isolated(text: string): string {
  return RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}

function initialLanguage(): Language {
  const chosen = stored('cairn.language');
  const wanted = chosen === null ? navigator.languages : [chosen];
  const known = wanted.map((tag) => tag.slice(0, 2)).find((tag) => tag in LANGUAGES);
  return (known ?? 'en') as Language;
}
