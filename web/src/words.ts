import { createI18n } from 'vue-i18n'

/** The languages of the pages; Chinese comes first and is never missing. */
export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const KEY = 'xianda.language'

export function storedLanguage(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN' // private mode
  }
}

type Words = Record<string, unknown>

/**
 * The words of a face.
 *
 * @param chinese the Chinese ones, which are in the first load
 * @param english loads the English ones when somebody asks for them
 */
export function createWords(chinese: Words, english: () => Promise<Words>) {
  const i18n = createI18n({
    legacy: false,
    locale: 'zh-CN',
    fallbackLocale: 'zh-CN',
    messages: { 'zh-CN': chinese } as never,
    missingWarn: import.meta.env.DEV,
    fallbackWarn: import.meta.env.DEV,
  })
  const speak = async (language: Language) => {
    const global = i18n.global as unknown as {
      availableLocales: string[]
      locale: { value: string }
      setLocaleMessage(locale: string, words: Words): void
    }
    if (language === 'en' && !global.availableLocales.includes('en')) {
      global.setLocaleMessage('en', await english())
    }
    global.locale.value = language
    document.documentElement.lang = language
    try {
      localStorage.setItem(KEY, language)
    } catch {
      // Private mode: it holds until the page is closed.
    }
  }
  return { i18n, speak }
}

/** Words of several files as one; no file may speak for another's part. */
export function joined(files: object[]): Words {
  const all: Words = {}
  for (const file of files) {
    for (const [part, words] of Object.entries(file)) {
      if (part in all) throw new Error(`two files hold the words of ${part}`)
      all[part] = words
    }
  }
  return all
}
