import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const FOLDER = 'target/components'
const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
const read = (file: string) => readFileSync(join(FOLDER, file), 'utf8')
const ending = (end: string) => files.filter((file) => file.endsWith(end))

/** What a mini-program does not have, or not on every phone. */
const ABSENT = new Set([
  ...['document', 'window', 'self', 'globalThis', 'localStorage', 'sessionStorage', 'location', 'navigator', 'XMLHttpRequest', 'WebSocket'],
  ...['fetch', 'FormData', 'Blob', 'File', 'URL', 'URLSearchParams', 'AbortController', 'AbortSignal', 'crypto', 'TextEncoder', 'performance'],
  ...['queueMicrotask', 'structuredClone', 'Intl', 'WeakRef', 'BigInt', 'eval', 'Function'],
])
/** Younger than ES2018. */
const YOUNG = new Set(['at', 'flat', 'flatMap', 'replaceAll', 'matchAll', 'trimStart', 'trimEnd', 'fromEntries', 'allSettled', 'any', 'hasOwn'])
const YOUNG_SYNTAX = new Set([
  ts.SyntaxKind.QuestionDotToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.QuestionQuestionEqualsToken,
  ts.SyntaxKind.BarBarEqualsToken,
  ts.SyntaxKind.AmpersandAmpersandEqualsToken,
  ts.SyntaxKind.PrivateIdentifier,
  ts.SyntaxKind.PropertyDeclaration,
  ts.SyntaxKind.ClassStaticBlockDeclaration,
  ts.SyntaxKind.BigIntLiteral,
])

/** Every use of what is not there, with its place. */
function faults(code: string): string[] {
  const source = ts.createSourceFile('built.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS)
  const found: string[] = []
  const fault = (node: ts.Node, what: string) =>
    found.push(`line ${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${what}`)
  const visit = (node: ts.Node) => {
    if (YOUNG_SYNTAX.has(node.kind)) fault(node, node.getText())
    if (ts.isCatchClause(node) && !node.variableDeclaration) fault(node, 'catch without a variable')
    if (ts.isPropertyAccessExpression(node) && ts.isCallExpression(node.parent) && node.parent.expression === node && YOUNG.has(node.name.text)) fault(node, `.${node.name.text}`)
    if (ts.isIdentifier(node) && ABSENT.has(node.text)) {
      const { parent } = node
      const isName =
        (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
        (ts.isPropertyAssignment(parent) && parent.name === node) ||
        (ts.isMethodDeclaration(parent) && parent.name === node)
      if (!isName) fault(node, node.text)
    }
    node.forEachChild(visit)
  }
  visit(source)
  return found
}

describe('what is built', () => {
  it.each(ending('.js'))('runs where there is no browser and nothing younger than ES2018: %s', (file) => {
    expect(faults(read(file))).toEqual([])
  })

  it('would be found out if it used a browser or newer words', () => {
    const code = 'fetch("/x"); new URL("x"); crypto.randomUUID(); a ?? b; a?.b; [].at(-1); try { } catch { } const x = { URL: a.fetch }'
    expect(faults(code)).toEqual(
      ['fetch', 'URL', 'crypto', '??', '?.', '.at', 'catch without a variable'].map((what) => expect.stringContaining(what)),
    )
  })

  it('needs nothing but its own files', () => {
    const wanted = ending('.js').flatMap((file) => [...read(file).matchAll(/require\("([^"]+)"\)/g)].map(([, path]) => path))
    expect(new Set(wanted)).toEqual(new Set(['../xianda-client/index.js']))
  })

  it('has every drawing that the markup shows', () => {
    const icons = read('xianda-client/icons.wxss')
    const shown = ending('.wxml').flatMap((file) => [...read(file).matchAll(/class="icon (\w+)/g)].map(([, name]) => name))
    expect(shown.filter((name) => !icons.includes(`.icon.${name} `))).toEqual([])
  })

  it('takes every colour and size from the design tokens', () => {
    const tokens = read('xianda-client/tokens.wxss')
    const own = ending('.wxss').filter((file) => !file.startsWith('xianda-client'))
    for (const file of own) {
      expect(read(file).match(/#[0-9a-f]{3,8}\b|rgba?\(/gi)).toBeNull()
      const used = [...read(file).matchAll(/var\((--x-[\w-]+)\)/g)].map(([, name]) => name)
      expect(used.filter((name) => !tokens.includes(`${name}:`))).toEqual([])
    }
  })

  it('styles by classes only, as WeChat allows in components', () => {
    for (const file of ending('.wxss')) {
      const heads = [...read(file).replace(/\/\*[\s\S]*?\*\/|url\("[^"]*"\)|@import[^;]*;|@keyframes[^{]*\{([^{}]*\{[^{}]*\})*\s*\}/g, '').matchAll(/([^{};]+)\{/g)]
      const selectors = heads.map(([, head]) => head?.trim() ?? '').filter((head) => !head.startsWith('@'))
      expect(selectors.flatMap((head) => head.split(/[\s,>+]+/)).filter((one) => !/^[.:]/.test(one) && one !== '')).toEqual([])
      expect(selectors.filter((head) => /[#[]/.test(head))).toEqual([])
    }
  })

  it('has in its markup no function that its script lacks', () => {
    for (const file of ending('.wxml')) {
      const script = read(file.replace('.wxml', '.js'))
      const called = [...read(file).matchAll(/\b(?:bind|catch):?\w+="(\w+)"/g)].map(([, name]) => name)
      expect(called.filter((name) => !new RegExp(`\\b${name}\\(`).test(script))).toEqual([])
    }
  })
})
