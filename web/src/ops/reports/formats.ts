import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { ZONE } from './days'

/** Figures and days in the language of the page; what does not exist is a dash. */
export function useFormats() {
  const { locale, t } = useI18n()
  const dash = '—'
  const number = computed(() => new Intl.NumberFormat(locale.value))
  const one = computed(() => new Intl.NumberFormat(locale.value, { maximumFractionDigits: 1 }))
  const percents = computed(
    () => new Intl.NumberFormat(locale.value, { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
  )
  const yuan = computed(() => new Intl.NumberFormat(locale.value, { style: 'currency', currency: 'CNY', maximumFractionDigits: 0 }))
  const days = computed(() => new Intl.DateTimeFormat(locale.value, { month: 'short', day: 'numeric', timeZone: 'UTC' }))
  const moments = computed(
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
  const weekdays = computed(() => new Intl.DateTimeFormat(locale.value, { weekday: 'short', timeZone: 'UTC' }))
  const or = <T>(value: T | null | undefined, show: (value: T) => string) =>
    value === null || value === undefined ? dash : show(value)
  return {
    dash,
    count: (value: number | null | undefined) => or(value, (v) => number.value.format(v)),
    decimal: (value: number | null | undefined) => or(value, (v) => one.value.format(v)),
    percent: (value: number | null | undefined) => or(value, (v) => percents.value.format(v)),
    money: (value: number | null | undefined) => or(value, (v) => yuan.value.format(v)),
    /** Milliseconds. */
    quick: (value: number | null | undefined) =>
      or(value, (v) =>
        v < 1000 ? t('reports.unit.ms', { n: number.value.format(Math.round(v)) }) : t('reports.unit.s', { n: one.value.format(v / 1000) }),
      ),
    /** Seconds. */
    slow: (value: number | null | undefined) =>
      or(value, (v) =>
        v < 90 ? t('reports.unit.s', { n: one.value.format(v) }) : t('reports.unit.min', { n: one.value.format(v / 60) }),
      ),
    day: (day: string) => days.value.format(new Date(`${day}T00:00:00Z`)),
    moment: (moment: string) => moments.value.format(new Date(moment)),
    /** Monday is 1; the first of January 2024 was one. */
    weekday: (weekday: number) => weekdays.value.format(new Date(Date.UTC(2024, 0, weekday))),
    probability: (value: number | null | undefined) => or(value, (v) => (v < 0.001 ? '< 0.001' : v.toFixed(3))),
  }
}
