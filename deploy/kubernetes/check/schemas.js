import {readFileSync, readdirSync} from 'node:fs'
import {Ajv} from 'ajv'

const folder = new URL('schemas/', import.meta.url)

/**
 * The same schema, but closed: a field that it does not name is a fault, as the API server says with strict field
 * validation. Where a schema says that it keeps unknown fields, it stays open.
 */
function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed)
  if (schema === null || typeof schema !== 'object') return schema
  const result = {...schema}
  for (const key of ['properties', 'definitions']) {
    if (result[key]) result[key] = mapped(result[key], closed)
  }
  if (result.items) result.items = closed(result.items)
  if (typeof result.additionalProperties === 'object') result.additionalProperties = closed(result.additionalProperties)
  if (result.properties && !('additionalProperties' in result) && !result['x-kubernetes-preserve-unknown-fields']) {
    result.additionalProperties = false
  }
  if (result['x-kubernetes-int-or-string'] || result.format === 'int-or-string') {
    delete result.type
    delete result.format
    result.anyOf = [{type: 'integer'}, {type: 'string'}]
  }
  if (result.nullable) delete result.nullable
  return result
}

function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, one]) => [key, change(one)]))
}

function nameOf(apiVersion, kind) {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['', apiVersion]
  return `${group}_${version}_${kind}`
}

/** Patterns are Go's: flags stand within them. */
function regExp(pattern, flags) {
  return pattern.includes('(?i)') ? new RegExp(pattern.replaceAll('(?i)', ''), `${flags}i`) : new RegExp(pattern, flags)
}

const ajv = new Ajv({allErrors: true, strict: false, validateFormats: false, code: {regExp}})
const references = new Map()

const kubernetes = closed(JSON.parse(readFileSync(new URL('kubernetes.json', folder))))
// quantities may be written as numbers; kubectl takes them
kubernetes.definitions['io.k8s.apimachinery.pkg.api.resource.Quantity'] = {type: ['string', 'number']}
ajv.addSchema(kubernetes, 'kubernetes')
for (const [name, definition] of Object.entries(kubernetes.definitions)) {
  for (const {group, version, kind} of definition['x-kubernetes-group-version-kind'] ?? []) {
    references.set(`${group}_${version}_${kind}`, {$ref: `kubernetes#/definitions/${name}`})
  }
}
for (const file of readdirSync(folder).filter(name => name.includes('_'))) {
  const schema = closed(JSON.parse(readFileSync(new URL(file, folder))))
  schema.properties.metadata = {$ref: 'kubernetes#/definitions/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta'}
  references.set(file.replace('.json', ''), schema)
}
const compiled = new Map()

/** What the schema of its kind says against a resource, one line each. */
export function faultsOf(resource) {
  const name = nameOf(resource.apiVersion, resource.kind)
  if (!references.has(name)) return [`${resource.apiVersion} ${resource.kind}: no schema known`]
  if (!compiled.has(name)) compiled.set(name, ajv.compile(references.get(name)))
  const validate = compiled.get(name)
  if (validate(resource)) return []
  return validate.errors.map(error => `${error.instancePath || '/'} ${error.message}`
    + (error.params.additionalProperty ? `: ${error.params.additionalProperty}` : ''))
}
