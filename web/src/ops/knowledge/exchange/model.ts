/** What an import did, or would do. */
export interface ImportOutcome {
  rows: number
  created: number
  changed: number
  unchanged: number
  /** As long as there are any, nothing of it is taken. */
  problems: ImportProblem[]
  /** What somebody should look at; it is taken all the same. */
  hints?: ImportProblem[]
  applied: boolean
}

export interface ImportProblem {
  /** As a table counts, headers are line 1; 0 for the file as a whole. */
  row: number
  column: string | null
  message: string
}

export const FORMATS = ['xlsx', 'csv', 'jsonl'] as const
export type Format = (typeof FORMATS)[number]

export const MOST_BYTES = 10 * 1024 * 1024

/** By its name; the service looks into it. */
export function formatOf(name: string): Format | null {
  const ending = name.toLowerCase().split('.').pop()
  return FORMATS.find((format) => format === ending) ?? null
}

/** An answer that tells of problems is an outcome all the same. */
export function isOutcome(body: unknown): body is ImportOutcome {
  const some = body as Partial<ImportOutcome> | null
  return typeof some === 'object' && some !== null && Array.isArray(some.problems) && typeof some.rows === 'number'
}

const HEADERS = '编号,问题,相似问法,答案,页面,图片,选项,意图,标签,渠道,城市,生效时间,失效时间,负责人,状态'
const EXAMPLE =
  'delivery-fee,运费怎么算？,"配送费多少钱\n多少钱包邮","满 {delivery.free_from} 免配送费，不满收 {delivery.fee}。",,,,delivery.fee,运费,,,,,,草稿'

/** A table to begin with: headers and one example, with the mark by which spreadsheets know UTF-8. */
export function template(): Blob {
  return new Blob([`\uFEFF${HEADERS}\r\n${EXAMPLE}\r\n`], { type: 'text/csv;charset=utf-8' })
}

export function download(blob: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  // The download begins after this turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
