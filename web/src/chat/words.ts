import { readonly, ref, shallowRef } from 'vue'
import { showLanguage, type Language } from '@/language'
import chinese from './words/chat.zh-CN.json'

/**
 * The words of the chat. It has to open at once on any phone, and needs of vue-i18n no more than stands here: words by
 * their path, gaps such as `{n}`, one form and several, as in `{n} star | {n} stars`.
 */
type Words = { [part: string]: string | Words }

const spoken = shallowRef<Words>(chinese)
const locale = ref<Language>('zh-CN')

export async function speak(language: Language) {
  spoken.value = language === 'en' ? (await import('./words/chat.en.json')).default : chinese
  locale.value = language
  showLanguage(language)
}

function find(words: Words, path: string): string | undefined {
  let at: string | Words | undefined = words
  for (const step of path.split('.')) at = typeof at === 'object' ? at[step] : undefined
  return typeof at === 'string' ? at : undefined
}

/** Whether there is a word for it. */
function te(path: string): boolean {
  return find(chinese, path) !== undefined
}

/** @param gaps what goes into them; a number is `n`, and chooses the form */
function t(path: string, gaps: number | Record<string, string | number> = {}): string {
  const found = find(spoken.value, path) ?? find(chinese, path) ?? path
  const forms = found.split(' | ')
  const form = (typeof gaps === 'number' && gaps !== 1 ? forms.at(-1) : forms[0]) ?? path
  const fill: Record<string, string | number> = typeof gaps === 'number' ? { n: gaps } : gaps
  return form.replace(/\{(\w+)\}/g, (gap, name: string) => String(fill[name] ?? gap))
}

export function useWords() {
  return { t, te, locale: readonly(locale) }
}
