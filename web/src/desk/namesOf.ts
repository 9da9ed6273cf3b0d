import { useI18n } from 'vue-i18n'

/** Names for the stable words of the service; a word that has none yet is shown as it is. */
export function useNames() {
  const { t, te, fallbackLocale } = useI18n()
  const named = (key: string, word: string) =>
    te(key) || te(key, fallbackLocale.value as string) ? t(key) : word
  return {
    group: (id: string) => named(`desk.groups.${id}`, id),
    intent: (id: string) => named(`desk.intents.${id}`, id),
    reason: (word: string) => named(`desk.reasons.${word}`, named(`desk.intents.${word}`, '')),
    channel: (word: string) => named(`desk.channels.${word}`, word),
    outcome: (word: string) => named(`desk.outcomes.${word}`, word),
    /** What the bot did: `courtesy`, `task:` with an intent, `answer:` with an entry. */
    tried(word: string) {
      const [kind, about] = [word.split(':')[0]!, word.slice(word.indexOf(':') + 1)]
      if (kind === 'task') return t('desk.tried.task', { name: named(`desk.intents.${about}`, about) })
      if (kind === 'answer') return t('desk.tried.answer')
      return named(`desk.tried.${kind}`, word)
    },
    /** How a shopper is called, of whom only an id is known. */
    shopper: (id: string, guest: boolean) =>
      guest ? t('desk.guest', { tail: id.slice(-4) }) : t('desk.shopper', { name: id }),
  }
}
