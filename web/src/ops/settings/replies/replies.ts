export type Scope = 'own' | 'group' | 'shop'

export interface QuickReply {
  id: string
  scope: Scope
  group?: string | null
  category: string
  title: string
  text: string
  uses: number
  version: number
}

/** What a text may hold in braces. */
export const GAPS = ['{顾客}', '{订单号}', '{客服}', '{店名}']

/** Braces that the service does not know, in their order. */
export function unknownGaps(text: string): string[] {
  return (text.match(/\{[^}]*\}?|\}/g) ?? []).filter((gap) => !GAPS.includes(gap))
}

/** Those of shop and groups, by category; one's own are kept at the desk. */
export function byCategory(replies: QuickReply[], words: string): { category: string; replies: QuickReply[] }[] {
  const sought = words.trim().toLowerCase()
  const shared = replies.filter(
    (reply) =>
      reply.scope !== 'own' &&
      [reply.title, reply.text, reply.category].some((text) => text.toLowerCase().includes(sought)),
  )
  const categories = [...new Set(shared.map((reply) => reply.category))].sort((a, b) => a.localeCompare(b, 'zh-CN'))
  return categories.map((category) => ({
    category,
    replies: shared.filter((reply) => reply.category === category),
  }))
}
