// Builds the style sheets and scripts into web/static/dist with content hashes, and a manifest that says which is which.
// `node build.mjs [folder]`; no Sass, no watch mode: it takes a second.
import { build } from 'esbuild'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const here = dirname(fileURLToPath(import.meta.url))
const source = join(here, 'src')
const target = resolve(process.argv[2] ?? join(here, '..', 'static', 'dist'))
const mojImages = join(here, 'node_modules/@ministryofjustice/frontend/moj/assets/images')

// Not part of the page bundle: the diagram viewer is heavy, so only pages with a diagram load it.
const VIEWER = new Set(['diagram.mjs', 'viewer.css'])

// The crown, the GOV.UK name and its typeface belong to GOV.UK services; a partnership of a council and a charity may use the code only.
const unbrand = {
  name: 'unbrand',
  setup(bundle) {
    bundle.onLoad({ filter: /(govuk|moj)-frontend\.min\.css$/ }, async ({ path }) => {
      const css = (await readFile(path, 'utf8'))
        .replace(/@font-face\{[^}]*GDS Transport[^}]*\}/g, '')
        .replace(/"?GDS Transport"?,\s*arial,\s*sans-serif/gi, 'var(--cip-font)')
        .replace(/\/\*![^*]*exclusive use on gov\.uk[^*]*\*\//g, '')
        // A hack for Internet Explorer, which is not CSS.
        .replace(/@media screen\\0[^{]*\{(?:[^{}]*\{[^{}]*\})*\}/g, '')
        .replace(/[^{}]*\{[^{}]*govuk-crest[^{}]*\}/g, '')
        .replace(/url\("?\/assets\/images\/([^)"]+)"?\)/g, (_, image) => `url("${join(mojImages, image)}")`)
      for (const mark of ['GDS Transport', 'exclusive use', 'govuk-crest', '/assets/']) {
        if (css.replaceAll(mojImages, '').includes(mark)) throw new Error(`${mark} is left in ${basename(path)}`)
      }
      return { contents: css, loader: 'css', resolveDir: dirname(path) }
    })
  },
}

// Every other file in src is part of all pages, in the order of its name, after the vendors and the brand in app.css and app.mjs.
async function parts(extension) {
  const names = (await readdir(source)).filter((name) => name.endsWith(extension) && !VIEWER.has(name)).sort()
  const first = `app${extension}`
  return [first, ...names.filter((name) => name !== first)]
}

function entry(name, files, loader) {
  const line = loader === 'css' ? (file) => `@import "./${file}";` : (file) => `import "./${file}";`
  return {
    stdin: { contents: files.map(line).join('\n'), resolveDir: source, sourcefile: `all.${loader}`, loader },
    entryNames: name,
  }
}

const common = {
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  outdir: target,
  target: ['es2020', 'chrome100', 'firefox100', 'safari15.4'],
  legalComments: 'eof',
  logLevel: 'warning',
  plugins: [unbrand],
  loader: { '.woff2': 'file', '.svg': 'file' },
  assetNames: 'media/[name]-[hash]',
}

const written = new Set(['manifest.json', '.built'])
const manifest = {}
const sizes = []

async function keep(file, name) {
  const folder = dirname(join(target, name))
  await mkdir(folder, { recursive: true })
  await writeFile(join(target, name), file.contents)
  written.add(name)
}

const digest = (contents) => createHash('sha256').update(contents).digest('hex').slice(0, 10)

async function emit(options) {
  const { outputFiles } = await build({ ...common, ...options })
  for (const file of outputFiles) {
    const name = file.path.slice(target.length + 1)
    if (name.startsWith('media/')) {
      await keep(file, name)
      continue
    }
    const plain = name.replace(/^stdin\./, `${options.entryNames}.`)
    const hashed = plain.replace(/\.(css|js)$/, `-${digest(file.contents)}.$1`)
    await keep(file, hashed)
    manifest[plain] = hashed
    sizes.push([plain, file.contents.length, gzipSync(file.contents, { level: 9 }).length])
  }
}

await mkdir(target, { recursive: true })
await emit(entry('app', await parts('.css'), 'css'))
await emit(entry('app', await parts('.mjs'), 'js'))
await emit({ entryPoints: [join(source, 'diagram.mjs')], entryNames: 'diagram' })

const icon = await readFile(join(source, 'icon.svg'))
const iconName = `icon-${digest(icon)}.svg`
await keep({ contents: icon }, iconName)
manifest['icon.svg'] = iconName

await writeFile(join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)

// Last, so that a server that runs beside the build never misses a file that its manifest names.
for (const entry of await readdir(target, { withFileTypes: true, recursive: true })) {
  const name = join(entry.parentPath ?? entry.path, entry.name).slice(target.length + 1)
  if (entry.isFile() && !written.has(name)) await rm(join(target, name))
}

for (const [name, raw, packed] of sizes) {
  console.log(`${name.padEnd(14)}${String(raw).padStart(9)} bytes${String(packed).padStart(9)} gzipped`)
}
