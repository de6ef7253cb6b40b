import path from 'node:path'
import {build, HOME} from './kustomize.js'
import {breachesAmong, breachesOf} from './rules.js'
import {faultsOf} from './schemas.js'

/** What can be applied, each by itself. */
export const OVERLAYS = ['demo', 'production', 'restore', 'witness']

/** Everything that is wrong with these resources, one line each. */
export function findings(resources) {
  const single = resources.flatMap(resource => [...faultsOf(resource), ...breachesOf(resource)]
    .map(fault => `${resource.kind} ${resource.metadata?.name}: ${fault}`))
  return [...single, ...breachesAmong(resources)]
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  for (const overlay of OVERLAYS) {
    const resources = build(path.join(HOME, overlay))
    const wrong = findings(resources)
    console.log(`${overlay}: ${resources.length} resources, ${wrong.length} findings`)
    wrong.forEach(line => console.log(`  ${line}`))
    if (wrong.length > 0) process.exitCode = 1
  }
}
