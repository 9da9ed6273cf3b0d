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

/** Keeps the language on this device and tells the browser of it. */
export function showLanguage(language: Language) {
  document.documentElement.lang = language
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Private mode: it holds until the page is closed.
  }
}
