import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { isOver, readAll, type Account, type Session } from '@/ops/settings/accounts/accounts'
import { queryOf, rowsOf } from '@/ops/settings/audit/audit'
import { secondsOf, spansOf, timesOf, type Setting } from '@/ops/settings/inforce/settings'
import { bodyOf, draftOf, flawOf } from '@/ops/settings/macros/macros'
import { byCategory, unknownGaps, type QuickReply } from '@/ops/settings/replies/replies'

describe('times of settings', () => {
  it('are read from ISO durations', () => {
    expect(secondsOf('PT1M30S')).toBe(90)
    expect(secondsOf('PT0.6S')).toBe(0.6)
    expect(secondsOf('PT168H')).toBe(604_800)
    expect(secondsOf('soon')).toBeNaN()
  })

  it('are said as people say them', () => {
    expect(spansOf(90)).toEqual([{ unit: 'minute', count: 1 }, { unit: 'second', count: 30 }])
    expect(spansOf(86_400)).toEqual([{ unit: 'hour', count: 24 }])
    expect(spansOf(604_800)).toEqual([{ unit: 'day', count: 7 }])
    expect(spansOf(0.6)).toEqual([{ unit: 'millisecond', count: 600 }])
    expect(spansOf(0)).toEqual([{ unit: 'second', count: 0 }])
  })

  it('of tickets make a row for each kind', () => {
    const setting = (name: string): Setting => ({ name, kind: 'duration', value: 'PT1H', set: true })
    const rows = timesOf([
      setting('xianda.ticket.times.claim.normal.first-reply'),
      setting('xianda.ticket.times.claim.urgent.resolution'),
      setting('xianda.ticket.warn-at'),
    ])
    expect(rows).toHaveLength(1)
    expect(rows[0]?.normal.firstReply).toBeDefined()
    expect(rows[0]?.normal.resolution).toBeUndefined()
    expect(rows[0]?.urgent.resolution).toBeDefined()
  })
})

describe('accounts', () => {
  it('are read page by page to the end', async () => {
    const asked: string[] = []
    const all = await readAll(async (path) => {
      asked.push(path)
      return asked.length === 1
        ? { accounts: [{ name: 'a' } as Account], next: 'a' }
        : { accounts: [{ name: 'b' } as Account], next: null }
    })
    expect(all.map((each) => each.name)).toEqual(['a', 'b'])
    expect(asked[1]).toContain('after=a')
  })

  it('have sessions that are over when their time is, or when somebody has ended them', () => {
    const session: Session = { id: '1', createdAt: '', lastSeenAt: '', expiresAt: '2026-11-23T12:00:00Z', revokedAt: null }
    expect(isOver(session, Date.parse('2026-11-23T11:59:59Z'))).toBe(false)
    expect(isOver(session, Date.parse('2026-11-23T12:00:00Z'))).toBe(true)
    expect(isOver({ ...session, revokedAt: '2026-11-23T10:00:00Z' }, 0)).toBe(true)
  })
})

describe('the audit log', () => {
  const filter = { actor: ' li ', action: '', subject: 'x', from: '2026-11-23', until: '2026-11-23' }

  it('is asked for whole days of the shop', () => {
    const query = new URLSearchParams(queryOf('staff', filter).split('?')[1])
    expect(query.get('actor')).toBe('li')
    expect(query.has('action')).toBe(false)
    expect(query.get('subject')).toBe('x')
    expect(query.get('from')).toBe('2026-11-22T16:00:00.000Z')
    expect(query.get('until')).toBe('2026-11-23T16:00:00.000Z')
  })

  it('of the knowledge base is asked by entry, and older pages by their place', () => {
    const query = new URLSearchParams(queryOf('kb', filter, 77).split('?')[1])
    expect(query.get('item')).toBe('x')
    expect(query.get('before')).toBe('77')
  })

  it('shows the entry that was thrown away as well', () => {
    const at = '2026-11-23T00:00:00Z'
    const rows = rowsOf('kb', {
      actions: [{ seq: 1, at, actor: 'li', action: 'discard', before: { id: 'fee', state: 'draft' }, after: null, note: '' }],
      next: null,
    })
    expect(rows[0]?.subject).toBe('fee')
  })
})

describe('macros', () => {
  it('are written as they are read', () => {
    expect(draftOf({ type: 'close', outcome: 'agent_resolved', category: '缺货' })).toEqual({
      do: 'close',
      outcome: 'resolved',
      category: '缺货',
    })
    expect(bodyOf({ do: 'close', outcome: 'resolved', category: ' 缺货 ' })).toEqual({
      close: { outcome: 'RESOLVED', category: '缺货' },
    })
    expect(draftOf({ type: 'close', outcome: 'ticket', category: 'x' })).toMatchObject({ outcome: 'ticket' })
  })

  it('do nothing after the end', () => {
    const say = { do: 'say', text: 'x' } as const
    const close = { do: 'close', outcome: 'resolved', category: 'x' } as const
    expect(flawOf([])).toBe('noSteps')
    expect(flawOf([close, say])).toBe('afterClose')
    expect(flawOf([say, close])).toBeNull()
    expect(flawOf(Array.from({ length: 11 }, () => say))).toBe('tooMany')
  })
})

describe('quick replies', () => {
  it('tell which braces nobody will fill', () => {
    expect(unknownGaps('{顾客}您好，{店名}为您服务')).toEqual([])
    expect(unknownGaps('{姓名}您好 {订单号')).toEqual(['{姓名}', '{订单号'])
  })

  it('of agents are left to them', () => {
    const reply = (scope: QuickReply['scope'], title: string): QuickReply => ({
      id: title,
      scope,
      category: '问候',
      title,
      text: '您好',
      uses: 0,
      version: 1,
    })
    const shown = byCategory([reply('own', '我的'), reply('shop', '店的'), reply('group', '组的')], '')
    expect(shown).toHaveLength(1)
    expect(shown[0]?.replies.map((each) => each.title)).toEqual(['店的', '组的'])
    expect(byCategory([reply('shop', '店的')], '没有')).toEqual([])
  })
})

describe('the words', () => {
  // Read as they stand: imported ones are compiled.
  const read = (file: string) => JSON.parse(readFileSync(`src/ops/words/${file}.json`, 'utf8')) as object

  const keys = (words: object, prefix = ''): string[] =>
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'object' && value !== null ? keys(value, `${prefix}${key}.`) : [`${prefix}${key}`],
    )

  it.each(['settings', 'risk'])('of %s are the same in both languages', (part) => {
    expect(keys(read(`${part}.en`))).toEqual(keys(read(`${part}.zh-CN`)))
  })
})
