// Takes the schemas that are used here out of what the projects publish, without their descriptions:
//   node vendor.js <Kubernetes' swagger.json> <custom resource definitions, .yaml ...>
// Sources and licences: schemas/NOTICE.
import {readFileSync, writeFileSync} from 'node:fs'
import {parseAllDocuments} from 'yaml'

const CORE = [
  'api.core.v1.ConfigMap', 'api.core.v1.Namespace', 'api.core.v1.PersistentVolumeClaim', 'api.core.v1.Secret',
  'api.core.v1.Service', 'api.core.v1.ServiceAccount', 'api.apps.v1.Deployment', 'api.apps.v1.StatefulSet',
  'api.batch.v1.Job', 'api.batch.v1.CronJob', 'api.autoscaling.v2.HorizontalPodAutoscaler',
  'api.networking.v1.NetworkPolicy', 'api.policy.v1.PodDisruptionBudget',
]
const folder = new URL('schemas/', import.meta.url)

/** The same schema without words for people; a property may itself be called "description". */
function bare(value, isMap = false) {
  if (Array.isArray(value)) return value.map(one => bare(one))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value)
    .filter(([key]) => isMap || !['description', 'example', 'externalDocs'].includes(key))
    .map(([key, one]) => [key, bare(one, !isMap && ['properties', 'definitions'].includes(key))]))
}

function write(name, schema) {
  writeFileSync(new URL(`${name}.json`, folder), JSON.stringify(schema) + '\n')
}

function core(swagger) {
  const all = JSON.parse(readFileSync(swagger)).definitions
  const definitions = {}
  const queue = CORE.map(name => `io.k8s.${name}`)
  while (queue.length > 0) {
    const name = queue.pop()
    if (name in definitions) continue
    definitions[name] = bare(all[name])
    const text = JSON.stringify(definitions[name])
    queue.push(...[...text.matchAll(/#\/definitions\/([\w.-]+)/g)].map(match => match[1]))
  }
  write('kubernetes', {definitions: Object.fromEntries(Object.entries(definitions).sort())})
}

function custom(file) {
  for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
    const {group, names, versions} = document.toJS().spec
    for (const version of versions.filter(one => one.served)) {
      write(`${group}_${version.name}_${names.kind}`, bare(version.schema.openAPIV3Schema))
    }
  }
}

const [swagger, ...definitions] = process.argv.slice(2)
core(swagger)
definitions.forEach(custom)
