/** A step as `GET /desk/macros` tells it. */
export type ToldStep =
  | { type: 'say'; text: string }
  | { type: 'ticket'; group: string; kind: TicketKind; text: string }
  | { type: 'close'; outcome: string; category: string }

export interface Macro {
  id: string
  name: string
  steps: ToldStep[]
  version: number
}

export const TICKET_KINDS = ['claim', 'callback', 'complaint', 'food_safety', 'other'] as const
export type TicketKind = (typeof TICKET_KINDS)[number]

export const OUTCOMES = ['resolved', 'unresolved', 'ticket'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** A step while it is written. */
export type DraftStep =
  | { do: 'say'; text: string }
  | { do: 'ticket'; group: string; kind: TicketKind; text: string }
  | { do: 'close'; outcome: Outcome; category: string }

export const MOST_STEPS = 10

export function draftOf(step: ToldStep): DraftStep {
  switch (step.type) {
    case 'say':
      return { do: 'say', text: step.text }
    case 'ticket':
      return { do: 'ticket', group: step.group, kind: step.kind, text: step.text }
    case 'close': {
      // The service tells how the conversation ended, and takes what the agent chose.
      const outcome = step.outcome.replace(/^agent[_-]/, '')
      return { do: 'close', outcome: OUTCOMES.find((each) => each === outcome) ?? 'resolved', category: step.category }
    }
  }
}

/** A step as `PUT /desk/macros/{macro}` takes it. */
export function bodyOf(step: DraftStep) {
  switch (step.do) {
    case 'say':
      return { say: step.text.trim() }
    case 'ticket':
      return { ticket: { group: step.group, kind: step.kind, text: step.text.trim() } }
    case 'close':
      return { close: { outcome: step.outcome.toUpperCase(), category: step.category.trim() } }
  }
}

export type MacroFlaw = 'noSteps' | 'tooMany' | 'afterClose' | null

export function flawOf(steps: DraftStep[]): MacroFlaw {
  if (steps.length === 0) return 'noSteps'
  if (steps.length > MOST_STEPS) return 'tooMany'
  // Nothing is done after the end.
  return steps.slice(0, -1).some((step) => step.do === 'close') ? 'afterClose' : null
}
