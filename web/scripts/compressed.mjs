import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const WORTH_IT = /\.(js|css|html|svg|json)$/
const SMALL = 1024

/** Writes .br and .gz beside what is built, so that the service has nothing to compress. */
export function compressed() {
  let folder = ''
  return {
    name: 'compressed',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir
    },
    async closeBundle() {
      const files = await readdir(folder, { recursive: true, withFileTypes: true })
      await Promise.all(
        files
          .filter((file) => file.isFile() && WORTH_IT.test(file.name))
          .map(async (file) => {
            const path = join(file.parentPath, file.name)
            const bytes = await readFile(path)
            if (bytes.length < SMALL) return
            await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }))
            await writeFile(
              `${path}.br`,
              await promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } }),
            )
          }),
      )
    },
  }
}
