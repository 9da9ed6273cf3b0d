/** What `GET /ops/risk` tells, and what a threshold comes to in numbers that people can picture. */

export interface CurvePoint {
  threshold: number
  /** Share of the messages. */
  answered: number
  /** Share of those answered. */
  wrong: number
  /** Its upper limit. */
  wrongAtMost: number
  /** How many were answered. */
  n: number
}

export interface Curve {
  messages: number
  points: CurvePoint[]
}

export interface ThresholdChange {
  version: number
  /** `null`: back to the fitted one. */
  threshold: number | null
  at: string
  by: string
  reason: string
  /** Set for another model. */
  lapsed: boolean
}

export interface RiskGroup {
  group: string
  name: string
  budget: number
  threshold: number
  defaultThreshold: number
  /** Whether only admins go below the fitted threshold. */
  money: boolean
  byHand: boolean
  version: number
  changedAt: string | null
  changedBy: string | null
  curve: Curve
  history: ThresholdChange[]
}

export interface Risk {
  model: string
  messages: number
  confidence: number
  lowest: number
  highest: number
  all: Curve
  groups: RiskGroup[]
}

/** Of a thousand messages. */
export interface Prediction {
  answered: number
  /** As it was seen. */
  wrong: number
  /** With the confidence of the curve no more than this. */
  wrongAtMost: number
  /** How many labelled messages it rests on, */
  n: number
  /** and how many of these were wrong. */
  wrongOfN: number
}

const THOUSAND = 1000

/** The point of a threshold; the next higher one where it lies between two, since that promises no more than is known. */
export function pointAt(curve: Curve, threshold: number): CurvePoint | undefined {
  return curve.points.find((point) => point.threshold >= threshold - 1e-9) ?? curve.points.at(-1)
}

export function predict(curve: Curve, threshold: number): Prediction | undefined {
  const point = pointAt(curve, threshold)
  return (
    point && {
      answered: Math.round(point.answered * THOUSAND),
      wrong: Math.round(point.answered * point.wrong * THOUSAND),
      // Nothing answered is nothing wrong, whatever the limit of no messages is.
      wrongAtMost: point.n === 0 ? 0 : Math.ceil(point.answered * point.wrongAtMost * THOUSAND - 1e-9),
      n: point.n,
      wrongOfN: Math.round(point.wrong * point.n),
    }
  )
}

/** With fewer answered messages than these the limit says more about the sample than about the bot. */
export const FEW = 60

export type Obstacle = 'role' | 'admin' | 'reason'

/** What stands in the way of saving, as the service would tell. */
export function obstacleTo(
  group: RiskGroup,
  threshold: number,
  reason: string,
  may: { review: boolean; admin: boolean },
): Obstacle | null {
  if (!may.review) return 'role'
  const below = threshold < group.defaultThreshold - 1e-9
  if (below && group.money && !may.admin) return 'admin'
  if (below && reason.trim() === '') return 'reason'
  return null
}
