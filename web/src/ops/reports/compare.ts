import type { Evaluation } from './reports'

/** How a figure has moved, and whether that is good news. */
export interface Move {
  /** Of a share the difference, of anything else the change relative to before; null where there is nothing to compare with. */
  by: number | null
  direction: 'up' | 'down' | 'same'
  news: 'good' | 'bad' | 'none'
}

type Better = 'more' | 'less' | 'neither'

function move(by: number | null, better: Better): Move {
  const direction = by === null || by === 0 ? 'same' : by > 0 ? 'up' : 'down'
  const news =
    better === 'neither' || direction === 'same' ? 'none' : (direction === 'up') === (better === 'more') ? 'good' : 'bad'
  return { by, direction, news }
}

/** Of a number: relative to what it was. */
export function moveOf(now: number | null, before: number | null, better: Better): Move {
  return move(now === null || !before ? null : (now - before) / before, better)
}

/** Of a share: in points. */
export function moveOfShare(now: number | null, before: number | null, better: Better): Move {
  return move(now === null || before === null ? null : now - before, better)
}

/** The figures of a run that its course is judged by, in the order in which they are shown. */
export const MAIN = ['passed', 'auto_resolution_rate', 'wrong_resolution_rate', 'missed_escalations'] as const
export type MainMetric = (typeof MAIN)[number]

export const LESS_IS_BETTER: ReadonlySet<string> = new Set(['wrong_resolution_rate', 'missed_escalations', 'turns_p50'])

/** The suites of a run, by the dot in the names of their figures. */
export function suites(runs: Evaluation[]): string[] {
  const found = new Set<string>()
  for (const run of runs) {
    for (const name of Object.keys(run.metrics)) {
      const dot = name.lastIndexOf('.')
      if (dot > 0) found.add(name.slice(0, dot))
    }
  }
  return [...found].sort()
}

/** A figure of a run: of everything, or of a suite. */
export function figure(run: Evaluation, metric: string, suite: string): number | null {
  return run.metrics[suite ? `${suite}.${metric}` : metric] ?? null
}

/** By how much a figure differs from the run before; null where either has none, or nothing moved that could be seen. */
export function difference(now: number | null, before: number | null): number | null {
  if (now === null || before === null) return null
  const by = now - before
  return Math.abs(by) < 0.00005 ? 0 : by
}
