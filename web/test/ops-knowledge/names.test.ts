import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DEMO_NAMES } from '@/ops/knowledge/shared/demoNames'

const read = (path: string) => readFileSync(resolve(process.cwd(), '..', path), 'utf8')

describe('the names of the demonstration shop', () => {
  it('are the facts that the service fills in', () => {
    const facts = read('knowledge-base/src/main/resources/io/xianda/knowledge/demo-facts.yml')
      .split('\n')
      .flatMap((line) => /^([\w.]+): (.+)$/.exec(line)?.slice(1, 3) ?? [])
    expect(DEMO_NAMES.facts.flatMap((fact) => [fact.name, fact.value])).toEqual(
      facts.map((word) => word.replace(/^"(.*)"$/, '$1')),
    )
  })

  it('are intents that the models know, by the same names', () => {
    const known = new Map(
      [...read('intent-models/src/main/resources/io/xianda/intent/intents.yml').matchAll(/id: ([\w.]+),.*name: ([^,}]+)/g)].map(
        (intent) => [intent[1], intent[2]?.trim()],
      ),
    )
    for (const intent of DEMO_NAMES.intents) expect(known.get(intent.id)).toBe(intent.name)
  })
})

it('everything that is said in Chinese is said in English, and the other way round', () => {
  const keys = (words: object, path = ''): string[] =>
    Object.entries(words).flatMap(([name, value]) =>
      typeof value === 'object' ? keys(value as object, `${path}${name}.`) : [`${path}${name}`],
    )
  const words = (part: string, language: string) =>
    keys(JSON.parse(read(`web/src/ops/words/${part}.${language}.json`)) as object).sort()
  for (const part of ['ops', 'knowledge']) expect(words(part, 'en')).toEqual(words(part, 'zh-CN'))
})
