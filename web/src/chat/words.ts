import { createWords } from '@/words'
import own from './words/zh-CN.json'

const { i18n, speak } = createWords(own, async () => (await import('./words/en.json')).default)

export { speak }
export const words = i18n
