// Who is told of alerts: Alertmanager's own tool agrees with the file, and Kubernetes says the same.
import assert from 'node:assert/strict'
import {execFileSync, spawnSync} from 'node:child_process'
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {test} from 'node:test'
import {parse, stringify} from 'yaml'
import {HOME} from './kustomize.js'

const file = parse(readFileSync(path.join(HOME, '../observability/alertmanager/alertmanager.yml'), 'utf8'))
const resource = parse(readFileSync(path.join(HOME, 'production/alertmanager.yaml'), 'utf8')).spec
const skip = spawnSync('amtool', ['--version']).error ? 'no amtool: apt-get install prometheus-alertmanager' : false

/** The file as an older amtool reads it: it knows neither url_file nor payload, and templates lie elsewhere. */
function forTool(folder) {
  const config = structuredClone(file)
  for (const webhook of config.receivers.flatMap(one => one.webhook_configs ?? [])) {
    webhook.url = 'http://127.0.0.1/'
    delete webhook.url_file
    delete webhook.payload
  }
  config.templates = [path.join(HOME, '../observability/alertmanager/*.tmpl')]
  const name = path.join(folder, 'alertmanager.yml')
  writeFileSync(name, stringify(config))
  return name
}

test('amtool agrees, and routes by severity', {skip}, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'whistle-'))
  try {
    const config = forTool(folder)
    execFileSync('amtool', ['check-config', config])
    const route = (...labels) => execFileSync('amtool', ['config', 'routes', 'test', `--config.file=${config}`, ...labels]).toString().trim()
    assert.equal(route('alertname=WhistleBackupOld', 'severity=critical'), 'mail-and-robot')
    assert.equal(route('alertname=WhistleConsumerBehind', 'severity=warning'), 'mail')
    assert.equal(route('alertname=WhistleWatchdog', 'severity=none'), 'dead-mans-switch')
  } finally {
    rmSync(folder, {recursive: true})
  }
})

/** Matchers in the file's form. */
function text(matchers) {
  return matchers.map(({name, matchType, value}) => `${name}${matchType}"${value}"`)
}

test('Kubernetes has the same routes, inhibitions and receivers', () => {
  assert.deepEqual(resource.route.routes.map(one => [text(one.matchers), one.receiver]),
    file.route.routes.map(one => [one.matchers, one.receiver]))
  assert.equal(resource.route.receiver, file.route.receiver)
  assert.deepEqual(resource.inhibitRules.map(one => [text(one.sourceMatch), text(one.targetMatch), one.equal ?? []]),
    file.inhibit_rules.map(one => [one.source_matchers, one.target_matchers, one.equal ?? []]))
  assert.deepEqual(
    resource.receivers.map(one => [one.name, one.emailConfigs?.length ?? 0, one.webhookConfigs?.length ?? 0]),
    file.receivers.map(one => [one.name, one.email_configs?.length ?? 0, one.webhook_configs?.length ?? 0]))
})

test('every named alert exists, and no secret stands in the file', () => {
  const rules = readFileSync(path.join(HOME, '../observability/prometheus/rules/whistle.yml'), 'utf8')
  const named = new Set(JSON.stringify(file).match(/Whistle[A-Z]\w+/g))
  for (const name of named) assert.match(rules, new RegExp(`alert: ${name}\\n`))
  assert.doesNotMatch(JSON.stringify(file), /"(url|smtp_auth_password|auth_password)":/)
})
