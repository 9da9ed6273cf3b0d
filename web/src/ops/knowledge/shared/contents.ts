import type { Content } from './model'

/** Every field, in the order of the editor and of the service's comparisons. */
export const FIELDS = [
  'question',
  'similar',
  'answer',
  'page',
  'image',
  'choices',
  'intent',
  'tags',
  'channels',
  'cities',
  'from',
  'until',
  'owner',
] as const satisfies readonly (keyof Content)[]
export type Field = (typeof FIELDS)[number]

export function emptyContent(): Content {
  return {
    question: '',
    similar: [],
    answer: '',
    page: null,
    image: null,
    choices: [],
    intent: '',
    tags: [],
    channels: [],
    cities: [],
    from: null,
    until: null,
    owner: '',
  }
}

/** The order of these says nothing; the service sorts them. */
const SETS: readonly Field[] = ['tags', 'channels', 'cities']

/** As it is sent: without empty lines, and nothing instead of an empty text where the service knows nothing. */
export function tidied(content: Content): Content {
  const lines = (texts: string[]) => texts.map((text) => text.trim()).filter((text) => text !== '')
  return {
    ...content,
    question: content.question.trim(),
    similar: lines(content.similar),
    answer: content.answer.trim(),
    page: content.page?.trim() || null,
    image: content.image?.trim() || null,
    choices: lines(content.choices),
    tags: [...lines(content.tags)].sort(),
    channels: [...content.channels].sort(),
    cities: [...content.cities].sort(),
    from: content.from || null,
    until: content.until || null,
    owner: content.owner.trim(),
  }
}

function comparable(content: Content, field: Field): string {
  const value = content[field]
  if ((field === 'from' || field === 'until') && typeof value === 'string') return String(Date.parse(value))
  if (Array.isArray(value)) return JSON.stringify(SETS.includes(field) ? [...value].sort() : value)
  return JSON.stringify(value)
}

export function sameField(a: Content, b: Content, field: Field): boolean {
  return comparable(a, field) === comparable(b, field)
}

/** The fields in which two contents differ once tidied. */
export function changedFields(a: Content, b: Content): Field[] {
  const one = tidied(a)
  const other = tidied(b)
  return FIELDS.filter((field) => !sameField(one, other, field))
}

export function sameContent(a: Content, b: Content): boolean {
  return changedFields(a, b).length === 0
}

/** What becomes of a field that two people have changed. */
export type Choice = 'mine' | 'theirs' | 'both'

export interface Clash {
  field: Field
  mine: Content[Field]
  theirs: Content[Field]
  /** Lists can be put together. */
  joinable: boolean
}

/** The fields that both have changed since `base`, and not to the same. */
export function clashes(base: Content, mine: Content, theirs: Content): Clash[] {
  const byMe = changedFields(base, mine)
  const byThem = changedFields(base, theirs)
  return byMe
    .filter((field) => byThem.includes(field) && changedFields(mine, theirs).includes(field))
    .map((field) => ({ field, mine: mine[field], theirs: theirs[field], joinable: Array.isArray(mine[field]) }))
}

/** Both changes in one; a field that only one has changed is as they want it, the others as chosen. */
export function merged(base: Content, mine: Content, theirs: Content, chosen: Partial<Record<Field, Choice>>): Content {
  const result: Content = { ...theirs }
  const take = <F extends Field>(field: F, from: Content) => {
    result[field] = from[field]
  }
  const disputed = clashes(base, mine, theirs).map((clash) => clash.field)
  for (const field of changedFields(base, mine)) {
    const choice = disputed.includes(field) ? (chosen[field] ?? 'theirs') : 'mine'
    if (choice === 'mine') take(field, mine)
    if (choice === 'both') take(field, joinedLists(field, base, mine, theirs))
  }
  return result
}

/** Theirs, without what I have removed, with what I have added. */
function joinedLists(field: Field, base: Content, mine: Content, theirs: Content): Content {
  const [before, my, their] = [base[field], mine[field], theirs[field]]
  if (!Array.isArray(before) || !Array.isArray(my) || !Array.isArray(their)) return theirs
  const kept = their.filter((text) => my.includes(text) || !before.includes(text))
  const added = my.filter((text) => !before.includes(text) && !kept.includes(text))
  return { ...theirs, [field]: [...kept, ...added] }
}

/** The lines of a pasted text that are no blanks and not there yet. */
export function newLines(text: string, existing: string[]): string[] {
  const seen = new Set(existing.map((line) => line.trim()))
  const lines: string[] = []
  for (const line of text.split(/\r?\n/).map((each) => each.trim())) {
    if (line !== '' && !seen.has(line)) {
      seen.add(line)
      lines.push(line)
    }
  }
  return lines
}

const PLACEHOLDER = /\{([A-Za-z0-9_.-]{1,100})\}/g

export interface AnswerPiece {
  text: string
  /** Of the placeholder that stood here. */
  fact?: string
  /** Whether the shop has such a fact. */
  known?: boolean
}

/** The answer in pieces, placeholders filled in where the shop has such a fact. */
export function filledAnswer(answer: string, facts: ReadonlyMap<string, string>): AnswerPiece[] {
  const pieces: AnswerPiece[] = []
  let at = 0
  for (const match of answer.matchAll(PLACEHOLDER)) {
    const fact = match[1] ?? ''
    const value = facts.get(fact)
    if (match.index > at) pieces.push({ text: answer.slice(at, match.index) })
    pieces.push({ text: value ?? match[0], fact, known: value !== undefined })
    at = match.index + match[0].length
  }
  if (at < answer.length) pieces.push({ text: answer.slice(at) })
  return pieces
}
