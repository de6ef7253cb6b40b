// deploy/kubernetes/secrets against a cluster that remembers what was made.
import assert from 'node:assert/strict'
import {spawnSync} from 'node:child_process'
import {chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {beforeEach, afterEach, test} from 'node:test'
import {HOME} from './kustomize.js'

// Prints what it would make and, of files, the content; a secret that is there already is an error, as with kubectl.
const KUBECTL = `#!/usr/bin/env bash
set -euo pipefail
[ "$1" != -n ] || shift 2
case "$1 $2" in
  "get namespace") [ ! -e "$CLUSTER/namespace" ] || echo namespace/whistle ;;
  "create -f") touch "$CLUSTER/namespace" ;;
  get\\ *)
    if [[ $* == *jsonpath* ]]; then printf 'from the cluster' | base64
    elif [ -e "$CLUSTER/$2-$3" ]; then echo "$2/$3"; fi ;;
  create\\ *)
    kind=$2; shift 2; [ $kind = configmap ] || shift
    name=$1; shift; said="$kind $name"; dry=
    for one in "$@"; do
      case $one in
        --from-file=*=*) said="$said $(cat "\${one##*=}")" ;;
        --dry-run=client) dry=1 ;;
      esac
    done
    if [ -z "$dry" ]; then
      [ -e "$CLUSTER/namespace" ] || { echo 'namespaces "whistle" not found' >&2; exit 1; }
      [ ! -e "$CLUSTER/$kind-$name" ] || { echo "AlreadyExists $name" >&2; exit 1; }
      touch "$CLUSTER/$kind-$name"
    fi
    echo "$said" ;;
esac
`

const JAVA = `#!/usr/bin/env bash
folder=\${*: -1}
mkdir -p "$folder"/{intake,dispatch,department,audit}-service "$folder/audit-service/ledger" "$folder/public/trusted"
for service in intake dispatch department audit; do
  [ -e "$folder/$service-service/signing.pem" ] || echo "key of $service" >"$folder/$service-service/signing.pem"
done
touch "$folder/intake-service/contacts.key" "$folder/dispatch-service/webhooks.key"
`

let folder
let cluster

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'whistle-'))
  cluster = path.join(folder, 'cluster')
  mkdirSync(cluster)
  mkdirSync(path.join(folder, 'bin'))
  writeFileSync(path.join(folder, 'release'), 'JAVA_VERSION="25"')
  for (const [name, script] of [['kubectl', KUBECTL], ['bin/java', JAVA], ['bin/javac', JAVA]]) {
    writeFileSync(path.join(folder, name), script)
    chmodSync(path.join(folder, name), 0o755)
  }
})
afterEach(() => rmSync(folder, {recursive: true}))

function secrets(...options) {
  const ran = spawnSync(path.join(HOME, 'secrets'), [path.join(folder, 'keys'), ...options], {
    encoding: 'utf8', env: {...process.env, JAVA_HOME: folder, PATH: `${folder}:${process.env.PATH}`, CLUSTER: cluster},
  })
  assert.equal(ran.status, 0, ran.stderr)
  return ran.stdout
}

test('the namespace is made first, and a second run keeps everything', () => {
  const first = secrets()
  assert.match(first, /secret whistle-dispatch key of dispatch/)
  assert.equal(readdirSync(cluster).length, 1 + 5 + 1 + 7)

  const second = secrets()
  assert.equal(second.match(/^kept: /gm).length, 5 + 1 + 7)
})

test('a run that ended halfway goes on', () => {
  secrets()
  rmSync(path.join(cluster, 'secret-postgres-audit'))
  const again = secrets()
  assert.match(again, /^secret postgres-audit [0-9a-f]{48}$/m)
  assert.match(again, /kept: secret\/postgres-gateway/)
})

test('what is printed is the same each time, and needs no cluster', () => {
  const first = secrets('--print')
  assert.equal(secrets('--print'), first)
  assert.match(first, /^secret postgres-audit-owner [0-9a-f]{48}$/m)
  assert.equal(secrets('--print', 'whistle-trusted-keys'), 'configmap whistle-trusted-keys\n---\n')
  assert.deepEqual(readdirSync(cluster), [])
})

test('a password that only the cluster knows is kept, and only its owner reads it', () => {
  writeFileSync(path.join(cluster, 'namespace'), '')
  writeFileSync(path.join(cluster, 'secret-postgres-intake'), '')
  secrets()
  const file = path.join(folder, 'keys/passwords/intake')
  assert.equal(readFileSync(file, 'utf8'), 'from the cluster')
  assert.equal(statSync(file).mode & 0o777, 0o600)
})

test('the console\'s secret comes from the realm, where that was made', () => {
  secrets()
  assert.ok(!existsSync(path.join(cluster, 'secret-whistle-gateway')))
  mkdirSync(path.join(folder, 'keys/identity'))
  writeFileSync(path.join(folder, 'keys/identity/console.secret'), 'shared')
  assert.match(secrets(), /^secret whistle-gateway shared$/m)
})
