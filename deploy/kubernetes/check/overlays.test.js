import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {cpSync, mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {test} from 'node:test'
import {findings, OVERLAYS} from './check.js'
import {build, HOME} from './kustomize.js'
import {rulesResource} from './rules-resource.js'

const built = Object.fromEntries(OVERLAYS.map(name => [name, build(path.join(HOME, name))]))

/** What is found once one resource of production is spoilt. */
function foundAfter(kind, name, spoil, overlay = 'production') {
  const resources = structuredClone(built[overlay])
  const resource = resources.find(one => one.kind === kind && one.metadata.name === name)
  assert.ok(resource, `${kind} ${name} in ${overlay}`)
  spoil(resource, resources)
  return findings(resources)
}

function serviceOf(deployment) {
  return deployment.spec.template.spec.containers[0]
}

for (const overlay of OVERLAYS) {
  test(`${overlay} is valid`, () => assert.deepEqual(findings(built[overlay]), []))
}

test('alerts are those of deploy/observability', () => {
  assert.equal(readFileSync(path.join(HOME, 'production/alerts.yaml'), 'utf8'), rulesResource())
})

for (const overlay of ['demo', 'production']) {
  test(`the nightly comparison of ${overlay} looks at the pictures, and cannot change them`, () => {
    const {spec} = built[overlay].find(one => one.kind === 'CronJob' && one.metadata.name === 'comparison').spec.jobTemplate.spec.template
    const [{command, volumeMounts}] = spec.containers
    const [, folder] = command.join(' ').match(/--photos=(\S+)/)
    const {name, readOnly} = volumeMounts.find(one => one.mountPath === folder)
    assert.ok(readOnly)
    assert.equal(spec.volumes.find(one => one.name === name).persistentVolumeClaim.claimName, 'photos')
  })
}

test('proxies beside the Gateway, name resolution elsewhere and proxies inside the cluster are not cut off', () => {
  const policies = built.production.filter(one => one.kind === 'NetworkPolicy').map(one => one.spec)
  const proxies = {'gateway.networking.k8s.io/gateway-name': 'whistle'}
  const selects = (selector, labels) => JSON.stringify(selector?.matchLabels) === JSON.stringify(labels)
  assert.deepEqual(policies.find(one => selects(one.podSelector, proxies)).ingress, [{}])
  assert.ok(policies.some(one => selects(one.podSelector, {'whistle.org/part': 'gateway'})
    && one.ingress?.some(({from}) => from.some(peer => selects(peer.podSelector, proxies)))))
  const reached = policies.flatMap(one => one.egress ?? []).flatMap(({to}) => to ?? [])
  for (const name of ['names', 'edge']) {
    assert.ok(reached.some(peer => selects(peer.namespaceSelector, {[`whistle.org/${name}`]: 'true'})), name)
  }
})

test('a patch for nothing does not build', () => {
  const copy = mkdtempSync(path.join(tmpdir(), 'whistle-'))
  try {
    cpSync(path.join(HOME, 'base'), path.join(copy, 'base'), {recursive: true})
    cpSync(path.join(HOME, 'production'), path.join(copy, 'production'), {recursive: true})
    rmSync(path.join(copy, 'base/department.yaml'))
    assert.throws(() => build(path.join(copy, 'production')), /department/)
  } finally {
    rmSync(copy, {recursive: true})
  }
})

test('after a restore everything names the restored cluster', () => {
  const copy = mkdtempSync(path.join(tmpdir(), 'whistle-'))
  try {
    cpSync(path.join(HOME, 'base'), path.join(copy, 'base'), {recursive: true})
    cpSync(path.join(HOME, 'production'), path.join(copy, 'production'), {recursive: true})
    execFileSync(path.join(HOME, 'restored'), [path.join(copy, 'production')])
    const resources = build(path.join(copy, 'production'))
    assert.deepEqual(findings(resources), [])
    const named = kind => resources.filter(one => one.kind === kind).map(one => one.spec.cluster?.name ?? one.metadata.name)
    assert.deepEqual(named('Cluster'), ['postgres-restored'])
    assert.deepEqual(named('ScheduledBackup'), ['postgres-restored'])
    assert.deepEqual(named('Database'), Array(4).fill('postgres-restored'))
    assert.doesNotMatch(JSON.stringify(resources), /postgres-(rw|ca)\b/)
    const [{spec}] = resources.filter(one => one.kind === 'PodMonitor')
    const [cluster] = resources.filter(one => one.kind === 'Cluster')
    assert.deepEqual(spec.selector.matchLabels, cluster.spec.inheritedMetadata.labels)
  } finally {
    rmSync(copy, {recursive: true})
  }
})

const BREAKS = [
  ['a wrong field of a container', 'Deployment', 'intake', one => { serviceOf(one).readynessProbe = {} }, /readynessProbe/],
  ['a wrong field of a policy', 'NetworkPolicy', 'desks', one => { one.spec.egress[0].port = 5432 }, /: port$/],
  ['a wrong field of Kafka', 'Kafka', 'kafka', one => { one.spec.kafka.listeners[0].tsl = true }, /tsl/],
  ['a wrong field of a topic', 'KafkaTopic', 'case-events', one => { one.spec.partition = 12 }, /partition$/],
  ['a wrong operation of a Kafka user', 'KafkaUser', 'keda', one => { one.spec.authorization.acls[0].operations = ['Look'] }, /allowed values/],
  ['a wrong field of PostgreSQL', 'Cluster', 'postgres', one => { one.spec.postgresql.synchronous.num = 1 }, /: num$/],
  ['a wrong field of the store of backups', 'ObjectStore', 'postgres-backup', one => { one.spec.configuration.path = '/' }, /: path$/],
  ['a wrong field of a scaling', 'ScaledObject', 'dispatch', one => { one.spec.maxReplicas = 6 }, /maxReplicas/],
  ['a wrong field of a monitor', 'ServiceMonitor', 'whistle', one => { one.spec.endpoints[0].url = '/' }, /: url$/],
  ['a wrong field of a route', 'HTTPRoute', 'whistle', one => { one.spec.rules[0].backends = [] }, /backends/],
  ['a wrong type', 'Deployment', 'audit', one => { one.spec.replicas = 'two' }, /must be integer/],
  ['a kind that nobody knows', 'KafkaTopic', 'case-events', one => { one.apiVersion = 'kafka.strimzi.io/v1beta2' }, /no schema known/],
  ['an image without a tag', 'Deployment', 'gateway', one => { serviceOf(one).image = 'registry:5000/gateway' }, /no tag/],
  ['an image called latest', 'Deployment', 'gateway', one => { serviceOf(one).image = 'gateway:latest' }, /latest/],
  ['no limits', 'Deployment', 'dispatch', one => { delete serviceOf(one).resources.limits }, /no limit for memory/],
  ['no readiness', 'Deployment', 'dispatch', one => { delete serviceOf(one).readinessProbe }, /no readinessProbe/],
  ['no pause before the end', 'Deployment', 'dispatch', one => { delete serviceOf(one).lifecycle }, /no preStop/],
  ['a container without a security context', 'Deployment', 'audit', one => { delete serviceOf(one).securityContext }, /capabilities/],
  ['a pod that may be root', 'CronJob', 'comparison', one => {
    delete one.spec.jobTemplate.spec.template.spec.securityContext
  }, /may run as root/],
  ['a token of the API server', 'Deployment', 'audit', one => {
    delete one.spec.template.spec.automountServiceAccountToken
  }, /token of the API server/],
  ['a password in the environment', 'Deployment', 'audit', one => {
    serviceOf(one).env.push({name: 'SPRING_DATASOURCE_PASSWORD', value: 'known'})
  }, /instead of a reference/],
  ['a secret', 'Deployment', 'audit', (_, all) => {
    all.push({apiVersion: 'v1', kind: 'Secret', metadata: {name: 'known'}, stringData: {password: 'known'}})
  }, /never kept here/],
  ['thirteen readers', 'ScaledObject', 'dispatch', one => { one.spec.maxReplicaCount = 13 }, /up to 13/],
  ['as many readers as KEDA likes', 'ScaledObject', 'dispatch', one => { delete one.spec.maxReplicaCount }, /up to 100/],
  ['a service for no pod', 'Service', 'audit', one => { one.spec.selector = {app: 'audit'} }, /selects no pod/],
  ['a missing budget', 'PodDisruptionBudget', 'audit', (one, all) => { all.splice(all.indexOf(one), 1) }, /no disruption budget/],
  ['an open network', 'NetworkPolicy', 'nothing', (one, all) => { all.splice(all.indexOf(one), 1) }, /no policy denies/],
  ['a claim that nobody makes', 'PersistentVolumeClaim', 'photos', (one, all) => { all.splice(all.indexOf(one), 1) }, /no claim photos/],
]

for (const [what, kind, name, spoil, expected] of BREAKS) {
  test(`finds ${what}`, () => {
    const found = foundAfter(kind, name, spoil)
    assert.ok(found.some(line => expected.test(line)), found.join('\n') || 'nothing found')
  })
}

function setupSays(name) {
  return readFileSync(path.join(HOME, '../setup/src/main/java/org/whistle/setup/kafka', name), 'utf8')
}

test('topics are those that setup makes', () => {
  const [, list] = setupSays('Topics.java').match(/PARTITIONS =\s*Map\.of\(([^)]*)\)/)
  const made = [...list.matchAll(/"([\w.-]+)", (\d+)/g)].map(([, topic, count]) => [topic, Number(count)])
  const topics = built.production.filter(one => one.kind === 'KafkaTopic')
  assert.deepEqual(topics.map(one => [one.metadata.name, one.spec.partitions]).sort(), made.sort())
  assert.ok(topics.every(one => one.spec.replicas === 3 && one.spec.config['min.insync.replicas'] === 2))
})
