import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

const ZONE = 'Asia/Shanghai'

/** Times and figures as one reads them here; times always in the shop's zone. */
export function useFormats() {
  const { locale } = useI18n()
  const dateTime = computed(
    () =>
      new Intl.DateTimeFormat(locale.value, {
        timeZone: ZONE,
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }),
  )
  const percent = computed(() => new Intl.NumberFormat(locale.value, { style: 'percent', maximumFractionDigits: 1 }))
  const number = computed(() => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }))
  const precise = computed(() => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 3 }))
  return {
    at: (time: string) => dateTime.value.format(new Date(time)),
    percent: (share: number) => percent.value.format(share),
    number: (count: number) => number.value.format(count),
    precise: (value: number) => precise.value.format(value),
  }
}

/** An instant as `datetime-local` fields hold it, in the shop's zone; empty for none. */
export function toLocal(instant: string | null): string {
  if (!instant) return ''
  const shifted = new Date(Date.parse(instant) + SHOP_OFFSET)
  return shifted.toISOString().slice(0, 16)
}

/** The instant of a `datetime-local` field in the shop's zone. */
export function fromLocal(local: string): string | null {
  if (!local) return null
  const time = Date.parse(`${local.slice(0, 16)}:00Z`)
  return Number.isNaN(time) ? null : new Date(time - SHOP_OFFSET).toISOString()
}

/** China has had one zone and no summer time since 1991. */
const SHOP_OFFSET = 8 * 3_600_000
