// The names come from the document, each schema when its event is opened.
const events = document.getElementById('events');

async function text(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.text();
}

function show(type) {
  const details = document.createElement('details');
  const summary = document.createElement('summary');
  const schema = document.createElement('pre');
  schema.tabIndex = 0;
  summary.textContent = type;
  details.append(summary, schema);
  details.addEventListener('toggle', async () => {
    if (details.open && !schema.textContent)
      schema.textContent = await text(`/schemas/${type}.json`).catch((cause) => cause.message);
  });
  events.append(details);
}

text('/asyncapi.yaml').then(
  (yaml) => new Set([...yaml.matchAll(/schemas\/([\w.-]+)\.json/g)].map((found) => found[1])).forEach(show),
  () => (document.getElementById('failed').hidden = false),
);
