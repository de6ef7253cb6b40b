// Who is told of alerts: Alertmanager takes the file and tells them, and Kubernetes says the same.
import assert from 'node:assert/strict'
import {execFileSync, spawn, spawnSync} from 'node:child_process'
import {copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import {tmpdir} from 'node:os'
import path from 'node:path'
import {createInterface} from 'node:readline'
import {afterEach, beforeEach, test} from 'node:test'
import {parse, stringify} from 'yaml'
import {HOME} from './kustomize.js'

const OBSERVABILITY = path.join(HOME, '../observability')
const file = parse(readFileSync(path.join(OBSERVABILITY, 'alertmanager/alertmanager.yml'), 'utf8'))
const resource = parse(readFileSync(path.join(HOME, 'production/alertmanager.yaml'), 'utf8')).spec
const missing = (...names) => names.find(name => spawnSync(name, ['--version']).error)
const skip = missing('amtool', 'prometheus-alertmanager', 'prometheus')
  ? 'no Alertmanager: apt-get install prometheus-alertmanager prometheus' : false

let folder
let running

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'whistle-'))
  running = []
})
afterEach(async () => {
  for (const one of running) {
    const gone = new Promise(resolve => one.once('exit', resolve).once('close', resolve))
    one.kill ? one.kill('SIGKILL') : one.close(() => {})
    one.closeAllConnections?.()
    await gone
  }
  rmSync(folder, {recursive: true})
})

/** The file with its secrets in the folder, and as an older Alertmanager reads it: before 0.28 it knew neither url_file nor payload. */
function configured(secrets, change = () => {}) {
  const config = parse(stringify(file).replaceAll('/etc/alertmanager', folder))
  change(config)
  copyFileSync(path.join(OBSERVABILITY, 'alertmanager/whistle.tmpl'), path.join(folder, 'whistle.tmpl'))
  mkdirSync(path.join(folder, 'secrets'))
  for (const [name, content] of Object.entries(secrets)) writeFileSync(path.join(folder, 'secrets', name), content)
  const name = path.join(folder, 'alertmanager.yml')
  writeFileSync(name, stringify(config))
  const old = spawnSync('amtool', ['check-config', name]).status !== 0
  if (old) {
    for (const webhook of config.receivers.flatMap(one => one.webhook_configs ?? [])) {
      webhook.url = readFileSync(webhook.url_file, 'utf8')
      delete webhook.url_file
      delete webhook.payload
    }
    writeFileSync(name, stringify(config))
  }
  return {name, old}
}

test('amtool agrees, and routes by severity', {skip}, () => {
  const secrets = {'mail.password': 'x', 'robot.url': 'http://127.0.0.1/', 'watchdog.url': 'http://127.0.0.1/'}
  const {name} = configured(secrets)
  execFileSync('amtool', ['check-config', name])
  const route = (...labels) => execFileSync('amtool', ['config', 'routes', 'test', `--config.file=${name}`, ...labels]).toString().trim()
  assert.equal(route('alertname=WhistleBackupOld', 'severity=critical'), 'mail-and-robot')
  assert.equal(route('alertname=WhistleConsumerBehind', 'severity=warning'), 'mail')
  assert.equal(route('alertname=WhistleWatchdog', 'severity=none'), 'dead-mans-switch')
})

/** Listens on loopback until the test ends. */
async function listening(server) {
  running.push(server)
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  return server.address().port
}

async function freePort() {
  const server = net.createServer()
  const port = await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(server.address().port)))
  await new Promise(resolve => server.close(resolve))
  return port
}

/** Takes mail from who knows the password. */
function mailServer(password, arrived) {
  return net.createServer(socket => {
    let lines = null
    const answer = text => socket.write(`${text}\r\n`)
    const next = line => {
      if (lines && line !== '.') lines.push(line)
      else if (lines) {
        arrived(lines.join('\n').replaceAll('=\n', ''))
        lines = null
        answer('250 taken')
      } else if (line.startsWith('EHLO')) answer('250-mail\r\n250 AUTH PLAIN')
      else if (line.startsWith('AUTH')) {
        const given = Buffer.from(line.split(' ')[2], 'base64').toString().split('\0')[2]
        answer(given === password ? '235 known' : '535 unknown')
      } else if (line === 'DATA') {
        lines = []
        answer('354 go on')
      } else answer(line === 'QUIT' ? '221 bye' : '250 well')
    }
    createInterface({input: socket}).on('line', next)
    answer('220 mail')
  })
}

test('an alert of Prometheus arrives by mail and at the robot, the watchdog at its switch', {skip, timeout: 90_000}, async () => {
  const arrivals = {}
  const arrival = name => new Promise(resolve => { arrivals[name] = resolve })
  const wanted = Promise.all(['mail', '/robot', '/switch'].map(arrival))
  const mail = await listening(mailServer('secret', text => arrivals.mail(text)))
  const web = await listening(http.createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    response.end(request.url === '/actuator/prometheus' ? 'whistle_comparison_failed 1\n' : '')
    arrivals[request.url]?.(body)
  }))
  const port = await freePort()
  const {name, old} = configured({
    'mail.password': 'secret', 'robot.url': `http://127.0.0.1:${web}/robot`, 'watchdog.url': `http://127.0.0.1:${web}/switch`,
  }, config => {
    config.global.smtp_smarthost = `127.0.0.1:${mail}`
    config.global.smtp_require_tls = false
    config.route.group_wait = '0s'
  })
  const prometheus = parse(readFileSync(path.join(OBSERVABILITY, 'prometheus/prometheus.yml'), 'utf8'))
  prometheus.global = {scrape_interval: '1s', evaluation_interval: '1s'}
  prometheus.rule_files = [path.join(OBSERVABILITY, 'prometheus/rules/*.yml')]
  prometheus.alerting.alertmanagers[0].static_configs[0].targets = [`127.0.0.1:${port}`]
  prometheus.scrape_configs[0].static_configs[0].targets = [`127.0.0.1:${web}`]
  writeFileSync(path.join(folder, 'prometheus.yml'), stringify(prometheus))

  const start = (...command) => running.push(spawn(command[0], command.slice(1), {stdio: 'ignore'}))
  start('prometheus-alertmanager', `--config.file=${name}`, `--storage.path=${folder}/alertmanager`, '--cluster.listen-address=',
    `--web.listen-address=127.0.0.1:${port}`)
  start('prometheus', `--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/prometheus`,
    `--web.listen-address=127.0.0.1:${await freePort()}`, '--rules.alert.resend-delay=1s')

  const [text, robot, watchdog] = await wanted
  assert.match(text, /To: duty@example.org/)
  assert.match(text, /desks and ledger differ, or could not be compared/)
  assert.match(text, /operations\.md#whistlecomparisonfailed/)
  if (old) assert.match(robot, /WhistleComparisonFailed/)
  else assert.match(JSON.parse(robot).text.content, /^告警 firing: WhistleComparisonFailed\n各台账与账本不一致/)
  assert.match(watchdog, /WhistleWatchdog/)
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
