import { describe, expect, it } from 'vitest'
import { obstacleTo, pointAt, predict, type Curve, type RiskGroup } from '@/ops/risk/risk'

const curve: Curve = {
  messages: 100,
  points: [
    { threshold: 0.5, answered: 0.8, wrong: 0.05, wrongAtMost: 0.1, n: 80 },
    { threshold: 0.6, answered: 0.5, wrong: 0, wrongAtMost: 0.0582, n: 50 },
    { threshold: 0.7, answered: 0, wrong: 0, wrongAtMost: 1, n: 0 },
  ],
}

const group: RiskGroup = {
  group: 'aftersale',
  name: '售后专席',
  budget: 0.01,
  threshold: 0.75,
  defaultThreshold: 0.75,
  money: true,
  byHand: false,
  version: 0,
  changedAt: null,
  changedBy: null,
  curve,
  history: [],
}

const REVIEWER = { review: true, admin: false }
const ADMIN = { review: true, admin: true }

describe('what a threshold comes to', () => {
  it('is told of a thousand messages, with what may be wrong rounded up', () => {
    expect(predict(curve, 0.5)).toEqual({ answered: 800, wrong: 40, wrongAtMost: 80, n: 80, wrongOfN: 4 })
    expect(predict(curve, 0.6)).toEqual({ answered: 500, wrong: 0, wrongAtMost: 30, n: 50, wrongOfN: 0 })
  })

  it('between two points is that of the warier one', () => {
    expect(pointAt(curve, 0.55)?.threshold).toBe(0.6)
  })

  it('meets a point in spite of binary fractions', () => {
    expect(pointAt(curve, 0.1 + 0.5)?.threshold).toBe(0.6)
    expect(pointAt(curve, 0.6000000001)?.threshold).toBe(0.6)
  })

  it('beyond the last point is the last one', () => {
    expect(pointAt(curve, 0.99)?.threshold).toBe(0.7)
  })

  it('is nothing wrong where nothing is answered', () => {
    expect(predict(curve, 0.7)).toEqual({ answered: 0, wrong: 0, wrongAtMost: 0, n: 0, wrongOfN: 0 })
  })

  it('is unknown without a curve', () => {
    expect(predict({ messages: 0, points: [] }, 0.5)).toBeUndefined()
  })
})

describe('saving a threshold', () => {
  it('takes a reviewer', () => {
    expect(obstacleTo(group, 0.8, '', { review: false, admin: false })).toBe('role')
    expect(obstacleTo(group, 0.8, '', REVIEWER)).toBeNull()
  })

  it('takes an admin below the default where money is spoken of', () => {
    expect(obstacleTo(group, 0.74, 'x', REVIEWER)).toBe('admin')
    expect(obstacleTo({ ...group, money: false }, 0.74, 'x', REVIEWER)).toBeNull()
  })

  it('takes a reason below the default, and blanks are none', () => {
    expect(obstacleTo(group, 0.74, '  ', ADMIN)).toBe('reason')
    expect(obstacleTo(group, 0.74, '人手不够', ADMIN)).toBeNull()
    expect(obstacleTo(group, 0.75, '', ADMIN)).toBeNull()
  })
})
