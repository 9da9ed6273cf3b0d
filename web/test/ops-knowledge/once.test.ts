import { describe, expect, it } from 'vitest'
import { Problem } from '@/protocol/http'
import { createOnce } from '@/ops/knowledge/shared/once'

function keys() {
  let count = 0
  return createOnce(() => `key-${++count}`)
}
const failing = (status: number) => async () => {
  throw new Problem(status, 'x', 'x')
}

describe('a change', () => {
  it('goes under the same key again when nobody knows whether it was heard', async () => {
    const once = keys()
    const seen: string[] = []
    for (const status of [0, 503])
      await once({ a: 1 }, async (key) => {
        seen.push(key)
        return failing(status)()
      }).catch(() => null)
    await once({ a: 1 }, async (key) => seen.push(key))
    expect(seen).toEqual(['key-1', 'key-1', 'key-1'])
  })

  it('goes under another key once it was done or refused', async () => {
    const once = keys()
    const seen: string[] = []
    await once({ a: 1 }, async (key) => seen.push(key))
    await once({ a: 1 }, async (key) => {
      seen.push(key)
      return failing(409)()
    }).catch(() => null)
    await once({ a: 1 }, async (key) => seen.push(key))
    expect(seen).toEqual(['key-1', 'key-2', 'key-3'])
  })

  it('has a key of its own when it says something else', async () => {
    const once = keys()
    await once({ a: 1 }, failing(0)).catch(() => null)
    await once({ a: 2 }, async (key) => expect(key).toBe('key-2'))
  })
})
