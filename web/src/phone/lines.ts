/** A piece of a bubble's line: words, or a link to a page of the mini-program. */
export interface Piece {
  text: string
  page: string | null
}

/** A line of a bubble; one that begins with a number can be tapped, which says the number. */
export interface Line {
  pieces: Piece[]
  choice: string | null
}

const LINK = /<a href="#" data-miniprogram-appid="[^"]*" data-miniprogram-path="([^"]*)">([^<]*)<\/a>/g

/** A text as WeChat shows it: only links of this form are links, and nothing is ever markup. */
export function linesOf(text: string): Line[] {
  return text.split('\n').map((line) => {
    const pieces: Piece[] = []
    let from = 0
    for (const link of line.matchAll(LINK)) {
      if (link.index > from) pieces.push({ text: line.slice(from, link.index), page: null })
      pieces.push({ text: link[2]!, page: link[1]! })
      from = link.index + link[0].length
    }
    if (from < line.length || !pieces.length) pieces.push({ text: line.slice(from), page: null })
    return { pieces, choice: /^(\d{1,2})\. /.exec(line)?.[1] ?? null }
  })
}

/** The text in one line, for the list of chats. */
export const inShort = (text: string) =>
  linesOf(text)
    .map((line) => line.pieces.map((piece) => piece.text).join(''))
    .join(' ')
