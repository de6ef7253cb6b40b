// The fields of each action, and a form for them.
import {say} from './words.js';
import {upload} from './api.js';

const reasons = {
  escalate: ['BEYOND_POWER', 'NEEDS_ENFORCEMENT', 'CROSSES_COMMUNITIES'], void: ['NOT_FOUND', 'OUT_OF_SCOPE', 'FALSE_REPORT'], 'send-back': ['INCOMPLETE', 'COMMUNITY_CAN_HANDLE'],
  reject: ['DUPLICATE', 'NOT_QUALIFIED', 'STREET_CAN_HANDLE', 'INCOMPLETE'], 'take-back': ['DUPLICATE', 'NOT_QUALIFIED', 'STREET_CAN_HANDLE', 'INCOMPLETE'], 'request-return': ['WRONG_DEPARTMENT', 'OUTSIDE_AREA', 'OWNER_UNCLEAR', 'OTHER'],
  recall: ['WRONG_DEPARTMENT', 'OUTSIDE_AREA', 'OWNER_UNCLEAR', 'OTHER'], veto: ['NOT_RESOLVED', 'PARTLY_RESOLVED', 'RECURRED', 'NO_SHOW'], reopen: ['NOT_RESOLVED', 'PARTLY_RESOLVED', 'RECURRED', 'NO_SHOW'], 'force-close': ['LEGAL_PROCEEDINGS', 'BEYOND_COUNTY', 'OTHER'],
  'request-extension': ['ENGINEERING', 'WEATHER', 'COORDINATION', 'OTHER'], 'request-suspension': ['ENGINEERING', 'SEASONAL', 'CONDITIONS_NOT_MET'],
};
const choices = {whistleKind: ['ROUTINE', 'ENFORCEMENT', 'EMERGENCY', 'CAMPAIGN'], decision: ['REWORK', 'REDISPATCH', 'CLOSE'], level: ['BLUE', 'ORANGE', 'RED']};
const yesNo = ['found', 'passed', 'approve', 'criterionMet', 'contacted', 'resolved', 'recommend', 'uphold'];
const long = ['note', 'reason', 'result', 'description', 'comment'];
const lists = ['units', 'assisting', 'conditionCodes'];
const marks = ['arrivalSpeed', 'quality', 'cooperation', 'communication'];
const fields = {
  report: 'categoryCode conditionCode? description longitude latitude photoIds?', 'request-verification': 'note?', 'cancel-verification': 'note?', verify: 'found note photoIds?', 'start-handling': 'conditionCode', handle: 'result photoIds?', merge: 'into note?',
  void: 'reasonCode note', escalate: 'reasonCode note', 'send-back': 'reasonCode note', ticket: 'whistleKind conditionCodes reason', endorse: 'note', 'take-back': 'reasonCode note', check: 'passed note photoIds?', confirm: 'arrivalSpeed quality cooperation communication comment?', veto: 'reasonCode note',
  'call-back': 'contacted resolved satisfaction?', rate: 'resolved satisfaction comment?', reopen: 'reasonCode note', 'spot-check': 'passed note photoIds?', urge: 'note', locate: 'longitude latitude', reject: 'reasonCode note', dispatch: 'lead assisting? note?', designate: 'lead assisting? note',
  recall: 'reasonCode note', 'review-return': 'assignmentId approve note', 'force-close': 'reasonCode note', rule: 'decision note', 'request-return': 'reasonCode note proposedUnit?', complete: 'result criterionMet photoIds?', 'complete-stage': 'conditionCode result photoIds?', 'assign-handler': 'handler', 'check-in': 'longitude latitude', note: 'note photoIds?', supervise: 'assignmentId? level note',
  'add-assisting': 'unit note?', 'review-extension': 'assignmentId approve amount? note', 'review-suspension': 'assignmentId approve until? note', resume: 'assignmentId note', 'reply-supervision': 'note', 'find-misconduct': 'unit note photoIds',
  'review-appeal': 'recommend note', 'decide-appeal': 'uphold note', 'request-extension': 'amount reasonCode note', 'request-suspension': 'until reasonCode note', appeal: 'about reasonCode note',
};
const suggestions = {categoryCode: 'categories', lead: 'units', assisting: 'units', proposedUnit: 'units', unit: 'units'};

export function h(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter(child => child != null));
  return element;
}

const options = (values, required) => [...(required ? [] : ['']), ...values].map(value => h('option', {value, textContent: value && say(value)}));

function control(action, name, required, known) {
  if (name === 'reasonCode') return h('select', {name, required}, ...options(reasons[action] ?? ['OTHER'], required));
  if (choices[name]) return h('select', {name, required}, ...options(choices[name], required));
  if (yesNo.includes(name)) return h('select', {name, required}, h('option', {value: 'true', textContent: say('yes')}), h('option', {value: 'false', textContent: say('no')}));
  if (long.includes(name)) return h('textarea', {name, required, maxLength: 2000});
  if (name === 'photoIds') return h('input', {name, type: 'file', accept: 'image/*', multiple: true, required});
  if (marks.includes(name)) return h('input', {name, type: 'number', min: 0, max: 100, value: 90, required});
  if (name === 'satisfaction') return h('input', {name, type: 'number', min: 1, max: 5, required});
  if (name === 'amount') return h('input', {name, type: 'number', min: 1, required});
  if (name === 'until') return h('input', {name, type: 'datetime-local', required});
  if (['longitude', 'latitude'].includes(name)) return h('input', {name, type: 'number', step: 'any', required, value: known[name] ?? ''});
  if (['conditionCode', 'conditionCodes'].includes(name) && known.conditions?.length) {
    const codes = known.conditions.map(condition => h('option', {value: condition.code, textContent: `${condition.code} ${condition.name}`}));
    return h('select', {name, required}, ...(required ? [] : [h('option', {value: ''})]), ...codes);
  }
  const field = h('input', {name, required, value: name === 'categoryCode' ? '' : known[name] ?? ''});
  if (suggestions[name]) field.setAttribute('list', suggestions[name]);
  return field;
}

const locate = form => navigator.geolocation?.getCurrentPosition(({coords}) => {
  form.elements.longitude.value = coords.longitude.toFixed(6);
  form.elements.latitude.value = coords.latitude.toFixed(6);
});

async function read(form, names, kind) {
  const body = {};
  for (const name of names) {
    const element = form.elements[name];
    if (name === 'photoIds') {
      const ids = await Promise.all([...element.files].map(file => upload(file, kind)));
      if (ids.length) body.photoIds = ids;
    } else if (['longitude', 'latitude'].includes(name)) {
      body.position = {...body.position, [name]: Number(element.value), datum: 'WGS84'};
    } else if (marks.includes(name)) {
      body.rating = {...body.rating, [name]: Number(element.value)};
    } else if (element.value.trim() !== '') {
      const value = element.value.trim();
      body[name] = yesNo.includes(name) ? value === 'true' : ['satisfaction', 'amount'].includes(name) ? Number(value) : name === 'until' ? new Date(value).toISOString() : lists.includes(name) ? value.split(/[,，;\s]+/).filter(Boolean) : value;
    }
  }
  return body;
}

/** A form for an action; what is known of the case fills its fields. */
export function form(action, known, submit) {
  const wanted = (fields[action] ?? '').split(' ').filter(Boolean);
  const names = wanted.map(field => field.replace('?', ''));
  const labels = wanted.map((field, index) => h('label', {}, say(names[index]) + (field.endsWith('?') ? `（${say('optional')}）` : ''), control(action, names[index], !field.endsWith('?'), known)));
  const button = h('button', {className: 'primary', textContent: `${say(action)} · ${say('send')}`});
  const here = names.includes('longitude') ? h('button', {type: 'button', textContent: say('here'), onclick: () => locate(element)}) : null;
  const element = h('form', {}, ...labels, h('div', {className: 'row'}, button, here));
  element.onsubmit = async event => {
    event.preventDefault();
    button.disabled = true;
    try {
      await submit(() => read(element, names, action === 'report' ? 'NEAR' : 'AFTER'));
    } finally {
      button.disabled = false;
    }
  };
  return element;
}
