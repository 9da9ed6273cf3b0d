/**
 * Money in whole fen, so that no sum is ever a little off: text is read digit by digit and never passes through a
 * fraction.
 */
export type Fen = number

const YUAN = /^(\d{1,6})(?:\.(\d{1,2}))?$/

/** What somebody typed, such as `12.5`, `¥12.50` or `１２。５`; null when it is no amount of yuan with two decimals at most. */
export function parseYuan(typed: string): Fen | null {
  const plain = typed
    .normalize('NFKC')
    .replace(/[\s¥元]/g, '')
    .replace('。', '.')
  const found = YUAN.exec(plain)
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : null
}

/** An amount of the service; its shortest decimal text is exact for all that has two decimals. */
export function fenOf(amount: number | string): Fen {
  const fen = parseYuan(String(amount))
  if (fen === null) throw new Error(`not an amount in yuan: ${amount}`)
  return fen
}

/** As the service reads it: `12.50`. */
export function yuan(fen: Fen): string {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`
}

export type AmountTrouble = 'needed' | 'malformed' | 'nothing' | 'tooMuch'

/** What is wrong with an amount typed for a refund, null when nothing is; `paid` is what was paid for the item, if known. */
export function amountTrouble(typed: string, paid: Fen | null): AmountTrouble | null {
  if (typed.trim() === '') return 'needed'
  const fen = parseYuan(typed)
  if (fen === null) return 'malformed'
  if (fen === 0) return 'nothing'
  return paid !== null && fen > paid ? 'tooMuch' : null
}
