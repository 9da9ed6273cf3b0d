import { createI18n } from 'vue-i18n'
import { showLanguage, type Language } from './language'

export { LANGUAGES, storedLanguage, type Language } from './language'

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
    showLanguage(language)
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
