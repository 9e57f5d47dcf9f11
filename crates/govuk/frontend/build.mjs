// Makes the files that every page needs, from govuk-frontend and our own sources, each also compressed, into
// dist/{hash}. Does nothing when they are there. Never anything of the Crown's: no crest, no GDS Transport font.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const frontend = dirname(fileURLToPath(import.meta.url))
const fontFamily = 'Arial, sans-serif'
// What the files are made of. ../build.rs hashes the same in the same way.
const madeOf = ['build.mjs', 'package-lock.json', 'package.json', 'src']
const hashBytes = 8

/** A sentence for whoever builds; anything else that is thrown is a mistake of ours. */
class Failure extends Error {}

try {
  const hash = hashOf(madeOf.flatMap((name) => filesOf(name)))
  if (!existsSync(join(frontend, 'dist', hash))) await make(hash)
} catch (error) {
  console.error(error instanceof Failure ? error.message : error)
  process.exit(1)
}

async function make(hash) {
  const version = install()
  const files = {
    [`front-door.${hash}.css`]: stylesheet(version),
    [`front-door.${hash}.js`]: script(version),
    [`early.${hash}.js`]: read('src/early.js'),
    [`icon.${hash}.svg`]: read('src/icon.svg'),
  }
  // Made aside and then renamed: whoever finds the folder finds all of it.
  const dist = join(frontend, 'dist')
  const aside = join(dist, `.${process.pid}`)
  mkdirSync(aside, { recursive: true })
  for (const [name, text] of Object.entries(files)) {
    for (const [ending, content] of Object.entries(await forms(Buffer.from(text)))) {
      writeFileSync(join(aside, name + ending), content)
    }
  }
  try {
    renameSync(aside, join(dist, hash))
  } catch (error) {
    // Another build was quicker; its files are the same.
    if (!existsSync(join(dist, hash))) throw error
  }
  for (const old of readdirSync(dist)) {
    if (old !== hash) rmSync(join(dist, old), { recursive: true })
  }
}

/** The file as it is and in the two ways that browsers ask for it. */
async function forms(content) {
  const { brotliCompressSync, constants, gzipSync } = await import('node:zlib')
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  }
  return { '': content, '.br': brotliCompressSync(content, { params }), '.gz': gzipSync(content, { level: 9 }) }
}

/** govuk-frontend's styles without what is the Crown's, then our own. */
function stylesheet(version) {
  const theirs = packaged('govuk-frontend.min.css')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/@font-face\{[^}]*\}/g, '')
    .replace(/GDS Transport,arial,sans-serif/g, fontFamily)
    .replace(/(?<=[{};])[^{};]*(?:copyright-logo|footer__crown)[^{}]*\{[^}]*\}/g, '')
  const ours = read('src/front-door.css')
    .replace(/\/\*[^]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([{};,>])\s*/g, '$1')
    .replace(/:\s+/g, ':')
  const text = credit(version, theirs.trim() + ours.trim())
  for (const never of [/@font-face/, /GDS Transport/i, /crown/i, /crest/i, /url\((?!["']?data:)/]) {
    if (never.test(text)) fail(`The stylesheet of govuk-frontend ${version} holds ${never}, which must not be served`)
  }
  return text
}

/** govuk-frontend's script, which starts itself instead of waiting for an import, then our own. */
function script(version) {
  const exports = /export\{([\w,]+)\};\s*$/
  const text = packaged('govuk-frontend.min.js').replace(/\/\/# sourceMappingURL=.*\s*$/, '')
  if (!exports.exec(text)?.[1].split(',').includes('initAll')) {
    fail(`The script of govuk-frontend ${version} does not export initAll`)
  }
  return credit(version, text.replace(exports, 'initAll();') + read('src/front-door.js'))
}

function credit(version, text) {
  return `/*! govuk-frontend ${version}, MIT licence, https://github.com/alphagov/govuk-frontend */\n${text}\n`
}

/** Puts the packages of the lock file in place, unless they are; says the version of govuk-frontend. */
function install() {
  const { dependencies } = JSON.parse(read('package.json'))
  const pinned = dependencies['govuk-frontend']
  const found = join(frontend, 'node_modules/govuk-frontend/package.json')
  if (existsSync(found) && JSON.parse(readFileSync(found, 'utf8')).version === pinned) return pinned
  try {
    execFileSync('npm', ['ci', '--loglevel=error'], { cwd: frontend, stdio: ['ignore', 'ignore', 'inherit'] })
  } catch (error) {
    if (error.code === 'ENOENT') fail("The pages' files are made with npm: install it, for example with `apt-get install npm`")
    fail('govuk-frontend could not be fetched: run `npm ci` in crates/govuk/frontend to see why')
  }
  return pinned
}

function packaged(name) {
  return readFileSync(join(frontend, 'node_modules/govuk-frontend/dist/govuk', name), 'utf8')
}

function read(name) {
  return readFileSync(join(frontend, name), 'utf8')
}

function filesOf(name) {
  if (!lstatSync(join(frontend, name)).isDirectory()) return [name]
  return readdirSync(join(frontend, name)).flatMap((inside) => filesOf(`${name}/${inside}`))
}

function hashOf(names) {
  const hash = createHash('sha256')
  for (const name of names.sort()) {
    const content = readFileSync(join(frontend, name))
    hash.update(`${name}\n${content.length}\n`).update(content)
  }
  return hash.digest('hex').slice(0, 2 * hashBytes)
}

function fail(sentence) {
  throw new Failure(sentence)
}
