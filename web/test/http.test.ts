import { describe, expect, it, vi } from 'vitest'
import { newId, newUuid, Problem, request } from '@/protocol/http'

describe('a request', () => {
  it('gives the problem of the service, with words fit to show', async () => {
    vi.stubGlobal('fetch', async () =>
      new Response(JSON.stringify({ type: 'urn:xianda:problem:empty-message', title: '消息是空的', detail: '说点什么再发送吧。' }), {
        status: 400,
      }),
    )
    const problem = await request('POST', '/x', { body: {} }).catch((failure: unknown) => failure)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ status: 400, type: 'empty-message', message: '说点什么再发送吧。', isNetwork: false })
  })

  it('says that the service was not reached', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('failed')))
    await expect(request('GET', '/x')).rejects.toMatchObject({ status: 0, isNetwork: true })
  })
})

it('ids have the shapes that the service asks for', () => {
  expect(newId()).toMatch(/^[0-9a-f]{24}$/)
  expect(newUuid()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})
