import { createWords } from '@/words'
import staff from '@/staff/words/zh-CN.json'
import own from './words/zh-CN.json'

const { i18n, speak } = createWords({ ...staff, ...own }, async () => {
  const [staffs, owns] = await Promise.all([import('@/staff/words/en.json'), import('./words/en.json')])
  return { ...staffs.default, ...owns.default }
})

export { speak }
export const words = i18n
