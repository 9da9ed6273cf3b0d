import { createWords } from '@/words'
import own from './words/chat.zh-CN.json'

const { i18n, speak } = createWords(own, async () => (await import('./words/chat.en.json')).default)

export { speak }
export const words = i18n
