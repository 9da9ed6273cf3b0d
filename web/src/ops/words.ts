import { createWords, joined } from '@/words'
import staff from '@/staff/words/zh-CN.json'

const chinese = import.meta.glob<{ default: object }>('./words/*.zh-CN.json', { eager: true })
const english = import.meta.glob<{ default: object }>('./words/*.en.json')

/** A file of words for each part of this face, and those that desk and console share. */
const { i18n, speak } = createWords(joined([staff, ...Object.values(chinese).map((file) => file.default)]), async () => {
  const shared = (await import('@/staff/words/en.json')).default
  const own = await Promise.all(Object.values(english).map((load) => load()))
  return joined([shared, ...own.map((file) => file.default)])
})

export { speak }
export const words = i18n
