import type { Conversation } from '@/protocol/conversation'

/** A new link is asked for when the old one has less than this left. */
const MARGIN_MS = 60_000

const bySource = new WeakMap<object, string>()
const byName = new Map<string, string>()
const links = new Map<string, { url: string; until: number }>()

/** The picture from memory, where this window has sent it itself. */
export function previewOf(name: string | null, source: unknown): string | null {
  if (source instanceof Blob) {
    let url = bySource.get(source)
    if (!url) bySource.set(source, (url = URL.createObjectURL(source)))
    if (name !== null) byName.set(name, url)
    return url
  }
  return name === null ? null : (byName.get(name) ?? null)
}

/** So that nothing flickers when a picture that was uploaded comes back as a message. */
export function rememberPreview(name: string, source: unknown) {
  previewOf(name, source)
}

/**
 * A link that is good for some minutes yet.
 *
 * @throws Problem
 */
export async function linkTo(conversation: Conversation, name: string, anew: boolean): Promise<string> {
  const known = links.get(name)
  if (!anew && known && known.until - MARGIN_MS > Date.now()) return known.url
  const kept = await conversation.photoLink(name)
  links.set(name, { url: kept.url, until: Date.parse(kept.expiresAt) })
  return kept.url
}
