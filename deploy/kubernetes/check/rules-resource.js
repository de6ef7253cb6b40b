// Writes the alert rules of deploy/observability as the resource that Prometheus' operator reads:
//   node rules-resource.js > ../production/alerts.yaml
import {readFileSync} from 'node:fs'
import {parse, stringify} from 'yaml'

const RULES = new URL('../../observability/prometheus/rules/whistle.yml', import.meta.url)

/** The operator hands an AlertmanagerConfig only alerts that name its namespace; sums over services have lost the label. */
function inNamespace({groups}) {
  return {
    groups: groups.map(group => ({
      ...group,
      rules: group.rules.map(rule => ({...rule, labels: {...rule.labels, namespace: 'whistle'}})),
    })),
  }
}

export function rulesResource() {
  const resource = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: {name: 'whistle'},
    spec: inNamespace(parse(readFileSync(RULES, 'utf8'))),
  }
  return '# Made by check/rules-resource.js from deploy/observability/prometheus/rules; change it there.\n'
    + stringify(resource, {lineWidth: 0})
}

if (process.argv[1] === new URL(import.meta.url).pathname) process.stdout.write(rulesResource())
