/** A system of the shop that is told what happens. */
export interface Webhook {
  id: string
  name: string
  url: string
  events: string[]
  paused: boolean
  oldSecretUntil: string | null
  failures: number
  restUntil: string | null
  failingSince: string | null
  version: number
  /** Only where it is new. */
  secret: string | null
}

export interface Webhooks {
  endpoints: Webhook[]
  /** Those that can be had. */
  events: string[]
  most: number
}

export const STATES = ['waiting', 'sending', 'delivered', 'given-up'] as const
export type DeliveryState = (typeof STATES)[number]

export interface Delivery {
  id: string
  event: string
  type: string
  replayed: boolean
  state: DeliveryState
  attempts: number
  nextAt: string | null
  status: number | null
  problem: string | null
  millis: number | null
  triedAt: string | null
  at: string
}

export interface Deliveries {
  deliveries: Delivery[]
  next: number | null
}

/** How an endpoint does, in one word. */
export function standing(webhook: Webhook): 'paused' | 'failing' | 'well' {
  if (webhook.paused) return 'paused'
  return webhook.failingSince ? 'failing' : 'well'
}

/** The days of a span that somebody picked, in the shop's zone and with the last one. */
export function span(from: string, until: string): { from: string; until: string } {
  return {
    from: new Date(`${from}T00:00:00+08:00`).toISOString(),
    until: new Date(Date.parse(`${until}T00:00:00+08:00`) + 86_400_000).toISOString(),
  }
}
