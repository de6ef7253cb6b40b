// What no schema says and yet holds for every resource here.

/** case-events has so many for ever; a thirteenth reader would have nothing to read. */
export const PARTITIONS = 12

/** Public keys, which come out of the same command as the private ones. */
const MADE_BY_HAND = ['whistle-trusted-keys', 'whistle-ledger-keys']

const PLAIN_VALUES = /password|secret|token|credential|private_?key/i

/** The pod template of whatever makes pods, or nothing. */
function templateOf({kind, spec}) {
  if (kind === 'CronJob') return spec.jobTemplate.spec.template
  return ['Deployment', 'StatefulSet', 'Job'].includes(kind) ? spec.template : undefined
}

function isLasting({kind}) {
  return kind === 'Deployment' || kind === 'StatefulSet'
}

function* container(one, isServing) {
  const {image = '', resources = {}, securityContext = {}} = one
  const name = image.split('@')[0].split('/').pop()
  if (!image.includes('@sha256:') && !/:.+$/.test(name)) yield `image ${image}: no tag`
  if (name.endsWith(':latest')) yield `image ${image}: latest is no version`
  for (const amount of ['cpu', 'memory']) {
    if (!resources.requests?.[amount]) yield `no request for ${amount}`
    if (!resources.limits?.[amount]) yield `no limit for ${amount}`
  }
  if (securityContext.allowPrivilegeEscalation !== false) yield 'may gain privileges'
  if (securityContext.readOnlyRootFilesystem !== true) yield 'writable root file system'
  if (!securityContext.capabilities?.drop?.includes('ALL')) yield 'keeps capabilities'
  for (const variable of one.env ?? []) {
    if (PLAIN_VALUES.test(variable.name) && variable.value && !variable.value.startsWith('/')) {
      yield `env ${variable.name}: a value instead of a reference`
    }
  }
  if (!isServing) return
  for (const probe of ['startupProbe', 'livenessProbe', 'readinessProbe']) {
    if (!one[probe]) yield `no ${probe}`
  }
  if (!one.lifecycle?.preStop) yield 'no preStop'
}

function* pod(resource) {
  const {spec} = templateOf(resource)
  const security = spec.securityContext ?? {}
  if (spec.automountServiceAccountToken !== false) yield 'mounts a token of the API server'
  if (!spec.serviceAccountName) yield 'runs as the default service account'
  if (security.runAsNonRoot !== true) yield 'may run as root'
  if (security.seccompProfile?.type !== 'RuntimeDefault') yield 'no seccomp profile'
  if (isLasting(resource) && !spec.terminationGracePeriodSeconds) yield 'no time to end in'
  for (const one of spec.containers) {
    for (const fault of container(one, isLasting(resource))) yield `container ${one.name}: ${fault}`
  }
  for (const one of spec.initContainers ?? []) {
    for (const fault of container(one, false)) yield `container ${one.name}: ${fault}`
  }
}

function* scaling({kind, spec}) {
  const most = kind === 'ScaledObject' ? (spec.maxReplicaCount ?? 100) : spec.maxReplicas
  if (most > PARTITIONS) yield `up to ${most} replicas (expected: ${PARTITIONS} or fewer)`
}

/** What is wrong with one resource, one line each. */
export function* breachesOf(resource) {
  if (templateOf(resource)) yield* pod(resource)
  if (['ScaledObject', 'HorizontalPodAutoscaler'].includes(resource.kind)) yield* scaling(resource)
  if (resource.kind === 'Secret') yield 'secrets are made by the operator, never kept here'
  if (resource.kind === 'ServiceAccount' && resource.automountServiceAccountToken !== false) yield 'mounts its token'
}

function podsOf(resources) {
  return resources.filter(templateOf).map(resource => ({resource, labels: templateOf(resource).metadata?.labels ?? {}}))
}

function matches(selector, labels) {
  return Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value)
}

/** What is wrong between the resources of an overlay. */
export function* breachesAmong(resources) {
  const pods = podsOf(resources)
  for (const one of resources) {
    const label = `${one.kind} ${one.metadata.name}`
    const selector = {
      Service: one.spec?.selector,
      PodDisruptionBudget: one.spec?.selector?.matchLabels,
    }[one.kind]
    if (selector && !pods.some(({labels}) => matches(selector, labels))) yield `${label}: selects no pod`
  }
  for (const {resource} of pods.filter(({resource}) => resource.kind === 'Deployment')) {
    const {name} = resource.metadata
    const budget = resources.some(one => one.kind === 'PodDisruptionBudget'
      && matches(one.spec.selector.matchLabels, resource.spec.template.metadata.labels))
    if (!budget) yield `Deployment ${name}: no disruption budget`
  }
  const open = pods.filter(({labels}) => !resources.some(one => one.kind === 'NetworkPolicy'
    && one.spec.policyTypes?.length === 2 && !one.spec.ingress && !one.spec.egress
    && matches(one.spec.podSelector.matchLabels, labels)))
  for (const {resource} of open) yield `${resource.kind} ${resource.metadata.name}: no policy denies it what is not named`
  for (const {resource} of pods) yield* dangling(resource, resources)
}

/** ConfigMaps, claims and accounts that a pod names and nobody makes. Secrets are made elsewhere. */
function* dangling(resource, resources) {
  const has = (kind, name) => resources.some(one => one.kind === kind && one.metadata.name === name)
  const {spec} = templateOf(resource)
  const containers = [...spec.containers, ...spec.initContainers ?? []]
  const maps = containers.flatMap(one => [
    ...(one.envFrom ?? []).map(from => from.configMapRef?.name),
    ...(one.env ?? []).map(variable => variable.valueFrom?.configMapKeyRef?.name),
  ]).filter(Boolean)
  const own = (resource.spec.volumeClaimTemplates ?? []).map(one => one.metadata.name)
  const volumes = spec.volumes ?? []
  const names = new Set([...volumes.map(one => one.name), ...own])
  maps.push(...volumes.filter(one => one.configMap && !one.configMap.optional).map(one => one.configMap.name))
  for (const name of maps.filter(one => !MADE_BY_HAND.includes(one))) {
    if (!has('ConfigMap', name)) yield `${resource.kind} ${resource.metadata.name}: no ConfigMap ${name}`
  }
  for (const one of volumes.filter(volume => volume.persistentVolumeClaim)) {
    const {claimName} = one.persistentVolumeClaim
    if (!has('PersistentVolumeClaim', claimName)) yield `${resource.kind} ${resource.metadata.name}: no claim ${claimName}`
  }
  if (!has('ServiceAccount', spec.serviceAccountName)) {
    yield `${resource.kind} ${resource.metadata.name}: no account ${spec.serviceAccountName}`
  }
  for (const mount of containers.flatMap(one => one.volumeMounts ?? [])) {
    if (!names.has(mount.name)) yield `${resource.kind} ${resource.metadata.name}: no volume ${mount.name}`
  }
}
