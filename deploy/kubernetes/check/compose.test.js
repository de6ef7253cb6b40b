// docker-compose.yml: what changes under one name, and what would be open to everybody.
import assert from 'node:assert/strict'
import {readFileSync} from 'node:fs'
import path from 'node:path'
import {test} from 'node:test'
import {parse} from 'yaml'
import {HOME} from './kustomize.js'

const {services} = parse(readFileSync(path.join(HOME, '../../docker-compose.yml'), 'utf8'), {merge: true})

test('every image that others make has an exact version', () => {
  const images = Object.values(services).map(one => one.image).filter(image => !image.startsWith('whistle/'))
  assert.ok(images.length >= 4)
  for (const image of images) assert.match(image, /:v?\d+\.\d+(\.\d+)?(@sha256:[0-9a-f]{64})?$/)
})

test('what has no login listens on loopback only', () => {
  for (const name of ['prometheus', 'alertmanager']) {
    for (const port of services[name].ports) assert.match(port, /^127\.0\.0\.1:/, name)
  }
  for (const name of ['postgres', 'kafka', 'witness', 'intake', 'dispatch', 'department', 'audit']) assert.equal(services[name].ports, undefined, name)
})

test('logs of every container are bounded', () => {
  for (const [name, one] of Object.entries(services)) assert.ok(one.logging?.options['max-size'], name)
})
