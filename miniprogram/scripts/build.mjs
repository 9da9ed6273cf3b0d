/**
 * Builds what a merchant copies (target/components) and the example shop as a project that WeChat's developer tools
 * open (target/example). Colours and drawings are those of the web chat.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))
const web = join(root, '../web/src')
const out = join(root, 'target')
const BANNER = '// Built from miniprogram/ of Xianda; change it there.'

await rm(join(out, 'components'), { recursive: true, force: true })
await rm(join(out, 'example'), { recursive: true, force: true })

async function filesOf(folder, ending) {
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  return files.filter((file) => file.isFile() && ending.test(file.name)).map((file) => join(file.parentPath, file.name))
}

const bundle = (options) =>
  build({
    bundle: true,
    format: 'cjs',
    platform: 'neutral',
    target: 'es2018',
    charset: 'utf8',
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
    banner: { js: BANNER },
    ...options,
  })

/** One module for all components, because it holds the one conversation. */
const sharedClient = {
  name: 'shared-client',
  setup(tools) {
    tools.onResolve({ filter: /^\.\.\/xianda-client$/ }, () => ({ path: '../xianda-client/index.js', external: true }))
  },
}

await bundle({ entryPoints: [join(root, 'components/xianda-client/index.ts')], outfile: join(out, 'components/xianda-client/index.js') })
for (const name of ['xianda-chat', 'xianda-button']) {
  const from = join(root, 'components', name)
  const to = join(out, 'components', name)
  await bundle({ entryPoints: [join(from, `${name}.ts`)], outfile: join(to, `${name}.js`), plugins: [sharedClient] })
  for (const file of await filesOf(from, /\.(json|wxml|wxss)$/)) await cp(file, join(to, relative(from, file)))
}
await writeFile(join(out, 'components/xianda-client/tokens.wxss'), await tokens('.x-tokens'))
await writeFile(join(out, 'components/xianda-client/icons.wxss'), await icons())

const example = join(root, 'example')
await bundle({
  // Pages and the app itself; what they share is bundled into each.
  entryPoints: (await filesOf(example, /\.ts$/)).filter((file) => file.endsWith('app.ts') || file.includes('/pages/')),
  outbase: example,
  outdir: join(out, 'example'),
})
for (const file of await filesOf(example, /\.(json|wxml|wxss)$/)) {
  if (file === join(example, 'words.json')) continue
  const to = join(out, 'example', relative(example, file))
  await mkdir(dirname(to), { recursive: true })
  await cp(file, to)
}
await mkdir(join(out, 'example'), { recursive: true })
await writeFile(join(out, 'example/tokens.wxss'), await tokens('page'))
await cp(join(out, 'components'), join(out, 'example/components'), { recursive: true })

/** The design tokens under another selector, in words that older phones understand. */
async function tokens(selector) {
  const css = (await readFile(join(web, 'design/tokens.css'), 'utf8')).replace(/\/\*[\s\S]*?\*\//g, '')
  const blocks = [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, head, body]) => ({ head: head.trim(), body }))
  const plain = (body) =>
    body
      .split(';')
      .map((line) => line.trim().replace(/\s+/g, ' '))
      .filter((line) => line.startsWith('--x-'))
      .map((line) => line.replace(/rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)/g, 'rgba($1, $2, $3, $4)'))
      .map((line) => `  ${line};\n`)
      .join('')
  const light = blocks.find(({ head }) => head.startsWith(':root,'))
  const dark = blocks.find(({ head }) => head.startsWith(':root.dark'))
  if (!light || !dark) throw new Error('tokens.css has no :root or no :root.dark')
  const extra = '  --x-on-picture: #ffffff;\n'
  return `${selector} {\n${plain(light.body)}${extra}}\n\n@media (prefers-color-scheme: dark) {\n${selector} {\n${plain(dark.body)}}\n}\n`
}

/** The web chat's line drawings as masks, so that they take the colour of the text around them. */
async function icons() {
  const source = await readFile(join(web, 'chat/icons.ts'), 'utf8')
  const paths = [...source.matchAll(/^ {2}(\w+): '([^']+)',$/gm)]
  if (paths.length === 0) throw new Error('icons.ts has no drawings')
  const base = `.icon {
  flex: none;
  width: 1em;
  height: 1em;
  background: currentColor;
  -webkit-mask: center / contain no-repeat;
  mask: center / contain no-repeat;
}
`
  return (
    base +
    paths
      .map(([, name, path]) => {
        const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='black' stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'><path d='${path}'/></svg>`
        const url = `url("data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}")`
        return `.icon.${name} {\n  -webkit-mask-image: ${url};\n  mask-image: ${url};\n}\n`
      })
      .join('')
  )
}
