import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { wordKey } from './ticket'

const ZONE = 'Asia/Shanghai'

/** Times, spans and money as people read them, in the shop's zone whatever the device's is. */
export function useFormats() {
  const { t, te, locale } = useI18n()
  const moment = computed(
    () =>
      new Intl.DateTimeFormat(locale.value, {
        timeZone: ZONE,
        month: 'numeric',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }),
  )
  const clock = computed(
    () => new Intl.DateTimeFormat(locale.value, { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  )
  const currency = computed(
    () => new Intl.NumberFormat(locale.value, { style: 'currency', currency: 'CNY', currencyDisplay: 'narrowSymbol' }),
  )
  const two = (n: number) => String(n).padStart(2, '0')

  return {
    moment: (at: string | number) => moment.value.format(new Date(at)),
    clock: (at: string | number) => clock.value.format(new Date(at)),
    /** From fen. */
    money: (fen: number) => currency.value.format(fen / 100),
    /** Milliseconds: seconds are shown below an hour only. */
    span(ms: number): string {
      const seconds = Math.floor(Math.abs(ms) / 1000)
      const minutes = Math.floor(seconds / 60)
      const hours = Math.floor(minutes / 60)
      if (hours >= 24) return t('tickets.span.days', { d: Math.floor(hours / 24), h: hours % 24 })
      if (hours >= 1) return t('tickets.span.hours', { h: hours, m: minutes % 60 })
      return `${two(minutes)}:${two(seconds % 60)}`
    },
    /** A stable word of the service in words for people; itself when there are none. */
    word(part: string, word: string): string {
      const key = `tickets.${part}.${wordKey(word)}`
      return te(key, 'zh-CN') || te(key) ? t(key) : word
    },
    /** Reasons are words of their own or the intent that brought it. */
    reason(word: string): string {
      for (const part of ['reasons', 'intents']) {
        const key = `tickets.${part}.${wordKey(word)}`
        if (te(key, 'zh-CN') || te(key)) return t(key)
      }
      return word
    },
  }
}

/** Midnight at the end of the shop's day. China has known no summer time since 1991. */
export function endOfShopDay(now = Date.now()): number {
  return startOfShopDay(now) + 24 * 3_600_000
}

/** Midnight at the beginning of the shop's day. */
export function startOfShopDay(now = Date.now()): number {
  const offset = 8 * 3_600_000
  const day = 24 * 3_600_000
  return Math.floor((now + offset) / day) * day - offset
}
