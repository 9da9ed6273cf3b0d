export type TriggerKind = 'exact' | 'contains' | 'pattern'
export const TRIGGERS: TriggerKind[] = ['exact', 'contains', 'pattern']
export const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const
export type Day = (typeof DAYS)[number]

export interface Card {
  title: string
  page: string
}

export type Effect =
  | { does: 'answer'; text: string; card: Card | null; choices: string[] }
  | { does: 'show_entry'; entry: string }
  | { does: 'hand_over'; group: string }

export interface Rule {
  id: string
  name: string
  priority: number
  trigger: { kind: TriggerKind; phrases: string[] }
  channels: string[]
  schedule: { days: Day[]; window: { from: string; to: string } | null; from: string | null; until: string | null }
  enabled: boolean
  effect: Effect
}

export interface VersionedRule {
  rule: Rule
  version: number
}

export interface RuleFinding {
  what: string
  text: string
}

export interface KeptRule extends VersionedRule {
  remarks: RuleFinding[]
}

export interface RuleChange {
  number: number
  rule: string
  action: 'created' | 'changed' | 'enabled' | 'disabled' | 'deleted'
  by: string
  at: string
  before: Rule | null
  after: Rule | null
}

export function emptyRule(): Rule {
  return {
    id: '',
    name: '',
    priority: 0,
    trigger: { kind: 'contains', phrases: [] },
    channels: [],
    schedule: { days: [], window: null, from: null, until: null },
    enabled: true,
    effect: { does: 'answer', text: '', card: null, choices: [] },
  }
}

/** As it is sent: without empty lines, a card only where it says something, whole minutes. */
export function tidiedRule(rule: Rule): Rule {
  const lines = (texts: string[]) => texts.map((text) => text.trim()).filter((text) => text !== '')
  const effect: Effect =
    rule.effect.does === 'answer'
      ? {
          does: 'answer',
          text: rule.effect.text.trim(),
          card: rule.effect.card && (rule.effect.card.title.trim() || rule.effect.card.page.trim()) ? rule.effect.card : null,
          choices: lines(rule.effect.choices),
        }
      : rule.effect
  const window = rule.schedule.window
  return {
    ...rule,
    id: rule.id.trim(),
    name: rule.name.trim(),
    trigger: { ...rule.trigger, phrases: lines(rule.trigger.phrases) },
    schedule: { ...rule.schedule, window: window && window.from && window.to ? window : null },
    effect,
  }
}

/** An id that nobody has to think about. */
export function ruleId(random: string): string {
  return `rule-${random.slice(0, 10)}`
}
