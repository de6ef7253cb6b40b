// A minimal page for every desk: its list, one case, and what the server allows to do with it.
import {get, post, Refusal} from './api.js';
import {form, h} from './forms.js';
import {language, say, switchLanguage, time} from './words.js';

const page = document.getElementById('page');
const message = document.getElementById('message');
const intake = desk => ({name: desk, list: `/api/intake/cases?desk=${desk}&size=100`, base: '/api/intake/cases'});
const county = {name: 'dispatchDesk', list: '/api/dispatch/cases?size=100', base: '/api/dispatch/cases'};
const parts = {name: 'parts', list: '/api/department/assignments?size=100', base: '/api/department/assignments'};
const desks = {
  GRID_WORKER: [intake('checks'), intake('mine')], CITIZEN: [intake('mine')], COMMUNITY: [intake('community'), intake('call-backs')], STREET: [intake('street'), intake('unlocated')], STREET_LEADER: [intake('street')],
  DISPATCHER: [county, intake('unlocated')], COMMAND_LEADER: [county], DEPARTMENT: [parts], HANDLER: [parts], SUPERVISOR: [{name: 'all', list: '/api/audit/cases?size=100', base: '/api/audit/cases'}],
};
let me, desk, conditions = [];

const tell = (text, bad = false) => { message.textContent = text; message.className = bad ? 'bad' : ''; };

/** Does something and shows why it did not work. */
async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && error.status === 401 && me) { me = undefined; welcome(); }
    tell(error.message, true);
  }
}

const idOf = item => item.assignmentId ?? item.caseId ?? item.id;

async function showList() {
  const answer = await attempt(() => get(desk.list));
  const list = document.getElementById('list');
  if (!answer || !list) return;
  const cases = (answer.items ?? []).map(item => h('li', {className: 'case'}, h('button', {onclick: () => open(idOf(item))},
    h('span', {className: 'state', textContent: say(item.state)}), ` ${item.caseNumber ?? idOf(item)} `, h('span', {className: 'soft', textContent: [item.categoryCode, item.gridCode, item.description].filter(Boolean).join(' · ')}))));
  list.replaceChildren(...(cases.length ? cases : [h('li', {className: 'soft', textContent: say('nothing')})]));
}

function showDesk() {
  const all = [...new Map(me.grants.flatMap(grant => desks[grant.role] ?? []).map(entry => [entry.name, entry])).values()];
  desk = all.find(entry => entry.name === desk?.name) ?? all[0];
  if (!desk) { page.replaceChildren(h('section', {textContent: say('nothing')})); return; }
  const tabs = all.map(entry => { const tab = h('button', {textContent: say(entry.name), onclick: () => { desk = entry; showDesk(); }}); tab.setAttribute('aria-current', entry === desk); return tab; });
  const reporter = me.grants.some(grant => ['GRID_WORKER', 'CITIZEN'].includes(grant.role));
  const report = reporter ? h('button', {className: 'primary', textContent: say('report'), onclick: showReport}) : null;
  const readsBulletin = me.grants.some(grant => ['SUPERVISOR', 'COMMAND_LEADER', 'DISPATCHER'].includes(grant.role));
  const month = new Date().toLocaleDateString('sv-SE', {timeZone: 'Asia/Shanghai'}).slice(0, 7);
  const bulletin = readsBulletin ? h('a', {href: `/api/audit/bulletins/${month}`, className: 'button', textContent: say('bulletin')}) : null;
  page.className = 'two';
  page.replaceChildren(h('section', {}, h('nav', {}, ...tabs, report, bulletin, h('button', {textContent: say('refresh'), onclick: showList})), h('ul', {id: 'list'})), h('section', {id: 'case', hidden: true}));
  showList();
}

let live, soon;

/** The list follows the stream: whatever changes within a moment is read once. */
function follow() {
  if (live) return;
  live = new EventSource('/api/audit/stream');
  const again = () => { soon ??= setTimeout(() => { soon = undefined; if (me && desk) { showList(); showNotices(); } }, 400); };
  for (const name of ['change', 'reload']) live.addEventListener(name, again);
}

function showPanel(...children) {
  const panel = document.getElementById('case');
  panel.hidden = false;
  panel.replaceChildren(...children);
  panel.scrollIntoView({block: 'nearest'});
}

/** The middle of the caller's first grid, so that a demo report has a place. */
async function middleOfMyGrid() {
  const scope = me.grants.find(grant => grant.role === 'GRID_WORKER')?.scopes[0];
  const grids = await get('/api/intake/grids.geojson').catch(() => ({features: []}));
  const ring = grids.features?.find(feature => feature.properties.code.startsWith(scope))?.geometry.coordinates[0] ?? [];
  const mean = axis => (ring.slice(1).reduce((sum, point) => sum + point[axis], 0) / (ring.length - 1)).toFixed(6);
  return ring.length ? {longitude: mean(0), latitude: mean(1)} : {};
}

async function showReport() {
  const place = await middleOfMyGrid();
  const source = me.grants.some(grant => grant.role === 'CITIZEN') ? 'CITIZEN' : 'GRID_PATROL';
  showPanel(h('h2', {textContent: say('report')}), form('report', place, read => attempt(async () => {
    const answer = await post('/api/intake/cases', {...await read(), source});
    tell(`${say('done')}: ${answer.caseNumber}`);
    desk = intake('mine');
    showDesk();
  })));
}

function facts(item) {
  const shown = {state: say(item.state), categoryCode: [item.categoryCode, conditions.find(each => each.category === item.categoryCode)?.categoryName].filter(Boolean).join(' '), conditionCode: item.conditionCode, gridCode: item.gridCode, description: item.description, deadlines: (item.deadlines ?? []).map(deadline => `${say(deadline.kind)} ${deadline.at ? time(deadline.at) : say('paused')}${deadline.missed ? ` ${say('missed')}` : ''}`).join('; '), flags: (item.flags ?? []).map(say).join('; '), supervision: item.supervision && say(item.supervision)};
  return h('dl', {}, ...Object.entries(shown).filter(([, value]) => value).flatMap(([key, value]) => [h('dt', {textContent: say(key)}), h('dd', {textContent: value})]));
}

const entry = event => h('li', {}, h('b', {textContent: say(event.type.match(/([a-z-]+)\.v\d+$/)?.[1] ?? event.type)}), ' ', h('span', {className: 'soft',
  textContent: [time(event.time), say(event.actorRole), event.actor, event.data?.note ?? event.data?.result ?? event.data?.reason].filter(Boolean).join(' · ')}));

/** What fills the fields of the actions: the case, its category's conditions, the best unit, the part in review. */
async function knownOf(item) {
  const candidates = item.allowedActions?.some(action => ['dispatch', 'designate'].includes(action)) ? await get(`${desk.base}/${item.caseId}/candidates`).catch(() => []) : [];
  const waiting = item.parts?.find(part => part.state === 'RETURN_REVIEW' || part.request || part.state === 'SUSPENDED') ?? item.parts?.find(part => part.state !== 'ENDED');
  const about = item.appealable?.find(each => !each.appealed)?.id ?? item.deadlines?.find(deadline => deadline.missed)?.clockId;
  const appealId = item.appeals?.find(appeal => appeal.upheld == null)?.appealId;
  return {lead: candidates[0]?.unit, assignmentId: waiting?.assignmentId, about, appealId, conditions: conditions.filter(condition => condition.category === item.categoryCode)};
}

/** 时限说明: why each deadline is when it is, line by line. */
function explained(clocks) {
  const lines = clock => h('details', {}, h('summary', {textContent: `${language() === 'en' ? clock.nameEn : clock.nameZh} · ${say(clock.state)}${clock.deadline ? ` · ${time(clock.deadline)}` : ''}${clock.late ? ` ${say('missed')}` : ''}`}),
    h('ol', {className: 'timeline'}, ...clock.explanation.lines.map(line => h('li', {className: 'soft', textContent: language() === 'en' ? line.en : line.zh}))));
  return clocks.length ? [h('h2', {textContent: say('clocks')}), ...clocks.map(lines)] : [];
}

async function open(id) {
  const item = await attempt(() => get(`${desk.base}/${id}`));
  if (!item) return;
  const audit = what => get(`/api/audit/cases/${item.caseId}/${what}`).catch(() => []);
  const [events, clocks, known] = await Promise.all([audit('timeline'), audit('clocks'), knownOf(item)]);
  const actions = (item.allowedActions ?? []).map(action => h('details', {name: 'action'}, h('summary', {textContent: say(action)}), form(action, known, read => attempt(async () => {
    await post(action.endsWith('-appeal') ? `/api/dispatch/appeals/${known.appealId}/${action.replace('-appeal', '')}` : `${desk.base}/${id}/${action}`, {...await read(), expectedVersion: item.version});
    tell(`${say('done')}: ${say(action)}`);
    showList();
    open(id);
  }))));
  showPanel(h('h2', {textContent: item.caseNumber ?? id}), facts(item), ...actions, ...explained(clocks), h('h2', {textContent: say('timeline')}), h('ol', {className: 'timeline'}, ...events.map(entry)));
}

function welcome() {
  document.getElementById('who').replaceChildren();
  page.className = '';
  page.replaceChildren(h('section', {}, h('p', {textContent: say('welcome')}), h('a', {className: 'button primary', href: '/oauth2/authorization/whistle', textContent: say('signIn')})));
  if (new URLSearchParams(location.search).has('login')) tell(say('failed'), true);
}

async function signOut() {
  const answer = await attempt(() => post('/logout', {}));
  location.assign(answer?.location ?? '/');
}

function showWho() {
  const grants = me.grants.map(grant => [say(grant.role), grant.unit, ...grant.scopes].filter(Boolean).join(' ')).join('；');
  document.getElementById('who').replaceChildren(h('b', {textContent: me.name}), ` ${grants} `, h('button', {textContent: say('signOut'), onclick: signOut}));
}

const named = fields => (language() === 'en' ? fields.nameEn : fields.nameZh) ?? '';

/** The county's categories and units, as suggestions for fields. */
async function loadReference() {
  const [all, units] = await Promise.all(['conditions', 'units'].map(kind => get(`/api/dispatch/reference/${kind}`).catch(() => [])));
  conditions = all.map(({code, fields}) => ({code, category: fields.category, categoryName: named(fields), name: (language() === 'en' ? fields.conditionEn : fields.conditionZh) ?? ''}));
  const options = {categories: new Map(conditions.map(each => [each.category, each.categoryName])), units: new Map(units.map(({code, fields}) => [code, named(fields)]))};
  for (const [id, values] of Object.entries(options)) {
    document.getElementById(id)?.remove();
    document.body.append(h('datalist', {id}, ...[...values].map(([value, label]) => h('option', {value, label}))));
  }
}

function show() {
  document.documentElement.lang = language();
  document.title = document.getElementById('title').textContent = say('title');
  const button = document.getElementById('language');
  button.textContent = language() === 'en' ? '中文' : 'English';
  button.onclick = () => { switchLanguage(); show(); };
  if (me) { showWho(); showDesk(); loadReference(); follow(); } else welcome();
}

me = await get('/me').catch(() => undefined);
show();
/** 通知: what the caller is told at once, until they say that they saw it. */
async function showNotices() {
  const notices = await get('/api/dispatch/notices?unseen=true').catch(() => []);
  document.getElementById('notices').replaceChildren(...notices.slice(0, 5).map(notice => h('p', {className: notice.kind === 'EMERGENCY' ? 'alarm' : ''}, h('b', {textContent: say(notice.kind)}),
    ` ${notice.category} ${notice.caseNumber} · ${say(notice.text)} · ${time(notice.toldAt)} `, h('button', {textContent: say('seen'), onclick: () => attempt(async () => { await post(`/api/dispatch/notices/${notice.noticeId}/see`, {}); showNotices(); })}))));
}

if (me) showNotices();
setInterval(() => { if (document.visibilityState === 'visible' && me && desk) { showList(); showNotices(); } }, 10000);
