import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

const read = (path: string) => readFileSync(resolve(process.cwd(), '..', path), 'utf8')

it('everything that is said in Chinese is said in English, and the other way round', () => {
  const keys = (words: object, path = ''): string[] =>
    Object.entries(words).flatMap(([name, value]) =>
      typeof value === 'object' ? keys(value as object, `${path}${name}.`) : [`${path}${name}`],
    )
  const words = (part: string, language: string) =>
    keys(JSON.parse(read(`web/src/ops/words/${part}.${language}.json`)) as object).sort()
  for (const part of ['ops', 'knowledge']) expect(words(part, 'en')).toEqual(words(part, 'zh-CN'))
})
